#include "CJSONReader.h"

#include <simdjson.h>

#include <cstdlib>
#include <cstring>
#include <new>

using namespace simdjson;

namespace {

constexpr int kMaxDepth = 256;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The grammar of RFC 8259; the parser converts numbers, and loses what no machine's number holds.
bool is_number(std::string_view token) {
  const char *c = token.data();
  const char *end = c + token.size();
  if (c < end && *c == '-') c++;
  if (c == end || !is_digit(*c)) return false;
  if (*c == '0') {
    c++;
  } else {
    while (c < end && is_digit(*c)) c++;
  }
  if (c < end && *c == '.') {
    c++;
    if (c == end || !is_digit(*c)) return false;
    while (c < end && is_digit(*c)) c++;
  }
  if (c < end && (*c == 'e' || *c == 'E')) {
    c++;
    if (c < end && (*c == '+' || *c == '-')) c++;
    if (c == end || !is_digit(*c)) return false;
    while (c < end && is_digit(*c)) c++;
  }
  return c == end;
}

std::string_view trimmed(std::string_view token) {
  while (!token.empty() && (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' ||
                            token.back() == '\t')) {
    token.remove_suffix(1);
  }
  return token;
}

const uint8_t *bytes_of(std::string_view view) {
  return reinterpret_cast<const uint8_t *>(view.data());
}

// Walks a whole value. On-demand parsing checks only what is asked for, so everything is.
struct Walk {
  didact_json_events events;
  void *context;

  didact_json_status failed(error_code error) const {
    switch (error) {
      case UTF8_ERROR: return DIDACT_JSON_ENCODING;
      case STRING_ERROR: return DIDACT_JSON_ESCAPE;
      case MEMALLOC: return DIDACT_JSON_MEMORY;
      case DEPTH_ERROR: return DIDACT_JSON_DEPTH_LIMIT;
      default: return DIDACT_JSON_MALFORMED;
    }
  }

  didact_json_status object(ondemand::object object, int depth) const {
    if (depth > kMaxDepth) return DIDACT_JSON_DEPTH_LIMIT;
    events.open(context, 0);
    for (auto entry : object) {
      ondemand::field field;
      if (auto error = std::move(entry).get(field)) return failed(error);
      std::string_view key;
      if (auto error = field.unescaped_key().get(key)) return failed(error);
      // Escaped halves of surrogate pairs come out as what is no UTF-8.
      if (!validate_utf8(key)) return DIDACT_JSON_ESCAPE;
      events.key(context, bytes_of(key), key.size());
      if (auto status = value(field.value(), depth)) return status;
    }
    events.close(context);
    return DIDACT_JSON_OK;
  }

  didact_json_status array(ondemand::array array, int depth) const {
    if (depth > kMaxDepth) return DIDACT_JSON_DEPTH_LIMIT;
    events.open(context, 1);
    for (auto entry : array) {
      ondemand::value element;
      if (auto error = std::move(entry).get(element)) return failed(error);
      if (auto status = value(element, depth)) return status;
    }
    events.close(context);
    return DIDACT_JSON_OK;
  }

  didact_json_status value(ondemand::value value, int depth) const {
    ondemand::json_type type;
    if (auto error = value.type().get(type)) return failed(error);
    switch (type) {
      case ondemand::json_type::object: {
        ondemand::object nested;
        if (auto error = value.get_object().get(nested)) return failed(error);
        return object(nested, depth + 1);
      }
      case ondemand::json_type::array: {
        ondemand::array nested;
        if (auto error = value.get_array().get(nested)) return failed(error);
        return array(nested, depth + 1);
      }
      case ondemand::json_type::string: {
        std::string_view text;
        if (auto error = value.get_string().get(text)) return failed(error);
        if (!validate_utf8(text)) return DIDACT_JSON_ESCAPE;
        events.scalar(context, DIDACT_JSON_STRING, bytes_of(text), text.size());
        return DIDACT_JSON_OK;
      }
      case ondemand::json_type::number: {
        auto token = trimmed(value.raw_json_token());
        if (!is_number(token)) return DIDACT_JSON_MALFORMED;
        // The iterator passes over what was not consumed.
        events.scalar(context, DIDACT_JSON_NUMBER, bytes_of(token), token.size());
        return DIDACT_JSON_OK;
      }
      case ondemand::json_type::boolean: {
        bool truth;
        if (auto error = value.get_bool().get(truth)) return failed(error);
        events.scalar(context, truth ? DIDACT_JSON_TRUE : DIDACT_JSON_FALSE, bytes_of("true"), 0);
        return DIDACT_JSON_OK;
      }
      case ondemand::json_type::null: {
        bool null;
        if (auto error = value.is_null().get(null)) return failed(error);
        if (!null) return DIDACT_JSON_MALFORMED;
        events.scalar(context, DIDACT_JSON_NULL, bytes_of("null"), 0);
        return DIDACT_JSON_OK;
      }
    }
    return DIDACT_JSON_MALFORMED;
  }
};

}  // namespace

struct didact_json_reader {
  ondemand::parser parser;
  uint8_t *buffer = nullptr;
  size_t room = 0;

  ~didact_json_reader() { std::free(buffer); }

  // Grows by doubling; what a giant needed is given back when the next record is small.
  bool hold(size_t count) {
    size_t needed = count + SIMDJSON_PADDING;
    if (needed <= room && !(room > (4u << 20) && needed < room / 8)) return true;
    size_t next = needed < (64u << 10) ? (64u << 10) : needed + needed / 2;
    uint8_t *grown = static_cast<uint8_t *>(std::malloc(next));
    if (!grown) return false;
    std::free(buffer);
    buffer = grown;
    room = next;
    return true;
  }
};

didact_json_reader *didact_json_reader_create(void) {
  return new (std::nothrow) didact_json_reader();
}

void didact_json_reader_destroy(didact_json_reader *reader) { delete reader; }

didact_json_status didact_json_read(didact_json_reader *reader, const uint8_t *bytes, size_t count,
                                    didact_json_events events, void *context) {
  // The parser reads beyond the end, where the caller's bytes need not go on.
  if (!reader->hold(count)) return DIDACT_JSON_MEMORY;
  std::memcpy(reader->buffer, bytes, count);
  std::memset(reader->buffer + count, 0, SIMDJSON_PADDING);
  Walk walk{events, context};
  ondemand::document document;
  auto view = padded_string_view(reader->buffer, count, reader->room);
  if (auto error = reader->parser.iterate(view).get(document)) return walk.failed(error);
  ondemand::json_type type;
  if (auto error = document.type().get(type)) return walk.failed(error);
  if (type != ondemand::json_type::object) return DIDACT_JSON_NOT_OBJECT;
  ondemand::object object;
  if (auto error = document.get_object().get(object)) return walk.failed(error);
  if (auto status = walk.object(object, 1)) return status;
  // Nothing may follow the object.
  return document.current_location().error() == OUT_OF_BOUNDS ? DIDACT_JSON_OK : DIDACT_JSON_MALFORMED;
}
