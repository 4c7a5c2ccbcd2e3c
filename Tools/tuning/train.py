#!/usr/bin/env python3
"""Tunes a synthesizer on the tokens of tokenize_sequences.py with transformers alone.

    pip install torch transformers accelerate datasets
    python train.py --model mistralai/Mistral-7B-v0.1 --tokens tokens.jsonl --output synthesizer

Sequence, batch, learning rate and schedule are the method's: 4 sequences of 4,096 tokens a step, 5e-6, cosine. With
more than one GPU (torchrun, accelerate) pass --accumulate 4 / GPUs.
"""

import argparse

from datasets import load_dataset
from transformers import (
    AutoModelForCausalLM, AutoTokenizer, DataCollatorForSeq2Seq, Trainer, TrainingArguments)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True)
    parser.add_argument("--tokens", required=True)
    parser.add_argument("--output", required=True)
    parser.add_argument("--accumulate", type=int, default=4)
    parser.add_argument("--epochs", type=float, default=1)
    parser.add_argument("--steps", type=int, default=-1, help="stop after so many")
    parser.add_argument("--float32", action="store_true", help="for machines without bfloat16")
    arguments = parser.parse_args()
    tokenizer = AutoTokenizer.from_pretrained(arguments.model)
    model = AutoModelForCausalLM.from_pretrained(arguments.model)
    if tokenizer.pad_token is None:
        tokenizer.pad_token = tokenizer.eos_token
    trainer = Trainer(
        model=model,
        args=TrainingArguments(
            output_dir=arguments.output, per_device_train_batch_size=1,
            gradient_accumulation_steps=arguments.accumulate, num_train_epochs=arguments.epochs,
            max_steps=arguments.steps, learning_rate=5e-6, lr_scheduler_type="cosine",
            bf16=not arguments.float32, gradient_checkpointing=not arguments.float32,
            logging_steps=10, save_strategy="no", report_to=[]),
        train_dataset=load_dataset("json", data_files=arguments.tokens, split="train"),
        # Pads with labels of -100: what is padded is not learned.
        data_collator=DataCollatorForSeq2Seq(tokenizer, padding=True))
    trainer.train()
    trainer.save_model(arguments.output)
    tokenizer.save_pretrained(arguments.output)


if __name__ == "__main__":
    main()
