#include "CCompression.h"

#include <bzlib.h>
#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <libdeflate.h>
#include <lzma.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

// Memory that a source may ask a decoder for: a window of 128 MiB is what `zstd --ultra` writes at most
// without being told otherwise; xz -9 needs 65 MiB.
enum { kMaxWindowLog = 27 };
static const uint64_t kMaxXZMemory = 256u << 20;

struct didact_decoder {
  didact_codec codec;
  struct inflate_state *inflate;
  ZSTD_DCtx *zstd;
  bz_stream bzip2;
  int bzip2_open;
  lzma_stream xz;
};

int didact_decoder_reset(didact_decoder *decoder) {
  switch (decoder->codec) {
    case DIDACT_GZIP:
    case DIDACT_DEFLATE:
      isal_inflate_init(decoder->inflate);
      decoder->inflate->crc_flag = decoder->codec == DIDACT_GZIP ? ISAL_GZIP : ISAL_DEFLATE;
      return 1;
    case DIDACT_ZSTD:
      return !ZSTD_isError(ZSTD_DCtx_reset(decoder->zstd, ZSTD_reset_session_only));
    case DIDACT_BZIP2:
      if (decoder->bzip2_open) BZ2_bzDecompressEnd(&decoder->bzip2);
      memset(&decoder->bzip2, 0, sizeof decoder->bzip2);
      decoder->bzip2_open = BZ2_bzDecompressInit(&decoder->bzip2, 0, 0) == BZ_OK;
      return decoder->bzip2_open;
    case DIDACT_XZ:
      lzma_end(&decoder->xz);
      decoder->xz = (lzma_stream)LZMA_STREAM_INIT;
      return lzma_stream_decoder(&decoder->xz, kMaxXZMemory, 0) == LZMA_OK;
  }
  return 0;
}

didact_decoder *didact_decoder_create(didact_codec codec) {
  didact_decoder *decoder = calloc(1, sizeof *decoder);
  if (!decoder) return NULL;
  decoder->codec = codec;
  decoder->xz = (lzma_stream)LZMA_STREAM_INIT;
  if (codec == DIDACT_GZIP || codec == DIDACT_DEFLATE) {
    decoder->inflate = malloc(sizeof *decoder->inflate);
    if (!decoder->inflate) goto fail;
  }
  if (codec == DIDACT_ZSTD) {
    decoder->zstd = ZSTD_createDCtx();
    if (!decoder->zstd) goto fail;
    ZSTD_DCtx_setParameter(decoder->zstd, ZSTD_d_windowLogMax, kMaxWindowLog);
  }
  if (didact_decoder_reset(decoder)) return decoder;
fail:
  didact_decoder_destroy(decoder);
  return NULL;
}

void didact_decoder_destroy(didact_decoder *decoder) {
  free(decoder->inflate);
  if (decoder->zstd) ZSTD_freeDCtx(decoder->zstd);
  if (decoder->bzip2_open) BZ2_bzDecompressEnd(&decoder->bzip2);
  lzma_end(&decoder->xz);
  free(decoder);
}

static didact_decoding run_inflate(didact_decoder *decoder, const uint8_t *input,
                                   size_t input_count, size_t *consumed, uint8_t *output,
                                   size_t output_count, size_t *produced) {
  struct inflate_state *state = decoder->inflate;
  state->next_in = (uint8_t *)input;
  state->avail_in = (uint32_t)input_count;
  state->next_out = output;
  state->avail_out = (uint32_t)output_count;
  int result = isal_inflate(state);
  *consumed = input_count - state->avail_in;
  *produced = output_count - state->avail_out;
  switch (result) {
    case ISAL_DECOMP_OK:
    case ISAL_END_INPUT:
    case ISAL_OUT_OVERFLOW: break;
    case ISAL_INCORRECT_CHECKSUM: return DIDACT_CHECKSUM;
    case ISAL_UNSUPPORTED_METHOD: return DIDACT_UNSUPPORTED;
    default: return DIDACT_CORRUPT;
  }
  if (state->block_state != ISAL_BLOCK_FINISH) return DIDACT_MORE;
  // Whole bytes that the bit reader took in beyond the end belong to what follows.
  size_t unread = (size_t)(state->read_in_length / 8);
  if (decoder->codec == DIDACT_DEFLATE && unread <= *consumed) *consumed -= unread;
  return DIDACT_END;
}

didact_decoding didact_decoder_run(didact_decoder *decoder, const uint8_t *input,
                                   size_t input_count, size_t *consumed, uint8_t *output,
                                   size_t output_count, size_t *produced) {
  *consumed = 0;
  *produced = 0;
  switch (decoder->codec) {
    case DIDACT_GZIP:
    case DIDACT_DEFLATE:
      return run_inflate(decoder, input, input_count, consumed, output, output_count, produced);
    case DIDACT_ZSTD: {
      ZSTD_inBuffer in = {input, input_count, 0};
      ZSTD_outBuffer out = {output, output_count, 0};
      size_t result = ZSTD_decompressStream(decoder->zstd, &out, &in);
      *consumed = in.pos;
      *produced = out.pos;
      if (ZSTD_isError(result)) return DIDACT_CORRUPT;
      return result == 0 ? DIDACT_END : DIDACT_MORE;
    }
    case DIDACT_BZIP2: {
      bz_stream *stream = &decoder->bzip2;
      stream->next_in = (char *)input;
      stream->avail_in = (unsigned)input_count;
      stream->next_out = (char *)output;
      stream->avail_out = (unsigned)output_count;
      int result = BZ2_bzDecompress(stream);
      *consumed = input_count - stream->avail_in;
      *produced = output_count - stream->avail_out;
      if (result == BZ_STREAM_END) return DIDACT_END;
      return result == BZ_OK ? DIDACT_MORE : DIDACT_CORRUPT;
    }
    case DIDACT_XZ: {
      lzma_stream *stream = &decoder->xz;
      stream->next_in = input;
      stream->avail_in = input_count;
      stream->next_out = output;
      stream->avail_out = output_count;
      lzma_ret result = lzma_code(stream, LZMA_RUN);
      *consumed = input_count - stream->avail_in;
      *produced = output_count - stream->avail_out;
      switch (result) {
        case LZMA_OK:
        case LZMA_BUF_ERROR: return DIDACT_MORE;
        case LZMA_STREAM_END: return DIDACT_END;
        case LZMA_MEMLIMIT_ERROR:
        case LZMA_OPTIONS_ERROR: return DIDACT_UNSUPPORTED;
        default: return DIDACT_CORRUPT;
      }
    }
  }
  return DIDACT_CORRUPT;
}

struct didact_encoder {
  ZSTD_CCtx *zstd;
  struct libdeflate_compressor *gzip;
};

didact_encoder *didact_encoder_create(didact_codec codec, int level) {
  didact_encoder *encoder = calloc(1, sizeof *encoder);
  if (!encoder) return NULL;
  if (codec == DIDACT_ZSTD) {
    encoder->zstd = ZSTD_createCCtx();
    if (encoder->zstd) {
      ZSTD_CCtx_setParameter(encoder->zstd, ZSTD_c_compressionLevel, level);
      ZSTD_CCtx_setParameter(encoder->zstd, ZSTD_c_checksumFlag, 1);
    }
  } else {
    encoder->gzip = libdeflate_alloc_compressor(level);
  }
  if (encoder->zstd || encoder->gzip) return encoder;
  free(encoder);
  return NULL;
}

void didact_encoder_destroy(didact_encoder *encoder) {
  if (encoder->zstd) ZSTD_freeCCtx(encoder->zstd);
  if (encoder->gzip) libdeflate_free_compressor(encoder->gzip);
  free(encoder);
}

size_t didact_encoder_bound(didact_encoder *encoder, size_t count) {
  return encoder->zstd ? ZSTD_compressBound(count)
                       : libdeflate_gzip_compress_bound(encoder->gzip, count);
}

size_t didact_encoder_run(didact_encoder *encoder, const uint8_t *input, size_t input_count,
                          uint8_t *output, size_t output_count) {
  if (!encoder->zstd) {
    return libdeflate_gzip_compress(encoder->gzip, input, input_count, output, output_count);
  }
  size_t count = ZSTD_compress2(encoder->zstd, output, output_count, input, input_count);
  return ZSTD_isError(count) ? 0 : count;
}

struct didact_sha256 {
  struct sha256_ctx context;
};

didact_sha256 *didact_sha256_create(void) {
  didact_sha256 *hash = malloc(sizeof *hash);
  if (hash) sha256_init(&hash->context);
  return hash;
}

void didact_sha256_destroy(didact_sha256 *hash) { free(hash); }

void didact_sha256_update(didact_sha256 *hash, const uint8_t *bytes, size_t count) {
  sha256_update(&hash->context, count, bytes);
}

void didact_sha256_finish(didact_sha256 *hash, uint8_t *digest) {
  sha256_digest(&hash->context, SHA256_DIGEST_SIZE, digest);
}

uint32_t didact_crc32(uint32_t crc, const uint8_t *bytes, size_t count) {
  return crc32_gzip_refl(crc, bytes, count);
}
