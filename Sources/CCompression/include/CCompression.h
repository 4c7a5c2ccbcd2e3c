// What Swift needs of the compression and hashing libraries, as opaque handles and plain functions.
#ifndef DIDACT_CCOMPRESSION_H
#define DIDACT_CCOMPRESSION_H
#include <stddef.h>
#include <stdint.h>

typedef enum {
  DIDACT_GZIP = 1,
  DIDACT_ZSTD,
  DIDACT_BZIP2,
  DIDACT_XZ,
  DIDACT_DEFLATE,  // raw, as in zip archives
} didact_codec;

typedef enum {
  DIDACT_MORE = 0,  // go on: more input or more room
  DIDACT_END,       // a member (frame, stream) is whole and its checksum right
  DIDACT_CORRUPT,
  DIDACT_CHECKSUM,
  DIDACT_UNSUPPORTED,  // asks for more memory than is allowed, or for what the library lacks
} didact_decoding;

typedef struct didact_decoder didact_decoder;

// A decoder for one member after another; NULL where memory is short.
didact_decoder *_Nullable didact_decoder_create(didact_codec codec);
void didact_decoder_destroy(didact_decoder *_Nonnull decoder);
// Makes it ready for the next member.
int didact_decoder_reset(didact_decoder *_Nonnull decoder);
// Decodes from `input` into `output`; says how much of each was used.
didact_decoding didact_decoder_run(didact_decoder *_Nonnull decoder, const uint8_t *_Nonnull input,
                                   size_t input_count, size_t *_Nonnull consumed,
                                   uint8_t *_Nonnull output, size_t output_count,
                                   size_t *_Nonnull produced);

// Compressors keep their working memory between calls; each belongs to one thread at a time.
typedef struct didact_encoder didact_encoder;
didact_encoder *_Nullable didact_encoder_create(didact_codec codec, int level);
void didact_encoder_destroy(didact_encoder *_Nonnull encoder);
size_t didact_encoder_bound(didact_encoder *_Nonnull encoder, size_t count);
// One self-contained frame; 0 on failure.
size_t didact_encoder_run(didact_encoder *_Nonnull encoder, const uint8_t *_Nonnull input,
                          size_t input_count, uint8_t *_Nonnull output, size_t output_count);

// SHA-256.
typedef struct didact_sha256 didact_sha256;
didact_sha256 *_Nullable didact_sha256_create(void);
void didact_sha256_destroy(didact_sha256 *_Nonnull hash);
void didact_sha256_update(didact_sha256 *_Nonnull hash, const uint8_t *_Nonnull bytes, size_t count);
// Writes 32 bytes and starts anew.
void didact_sha256_finish(didact_sha256 *_Nonnull hash, uint8_t *_Nonnull digest);

// CRC-32 as in gzip and zip.
uint32_t didact_crc32(uint32_t crc, const uint8_t *_Nonnull bytes, size_t count);
#endif
