package io.azimuth.application.audit;

import io.azimuth.spi.api.JsonText;
import io.azimuth.spi.api.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Lays out the data of requests and answers: each text hashed, unless the operator wants it in
 * clear. Data that would take more room than it may is replaced by one hash of its JSON text.
 */
final class DataLayout {

  /** The most room that data gets. A whole record fits a datagram. */
  private static final long ROOM = 48 << 10;

  /** The room for data that a stranger gets. */
  static final long STRANGERS_ANSWER = 1_024;

  private static final long STRANGERS_ROOM = 768;
  private static final long CALLERS_ROOM = 4 << 10;
  private static final int GROWTH = 4;

  private final SaltedHash hash;

  DataLayout(SaltedHash hash) {
    this.hash = hash;
  }

  /**
   * The room for data that a stranger sends. A short text is a fraction of its hash, so without
   * this limit a stranger fills the disk with a small part of what he writes there.
   */
  static long roomForStranger(Value data) {
    return room(STRANGERS_ROOM, data);
  }

  /**
   * The room for data that a caller with a token sends or gets. Without growth in proportion, one
   * who may write a few short texts and read them again fills the disk, too.
   */
  static long roomForCaller(Value data) {
    return room(CALLERS_ROOM, data);
  }

  private static long room(long always, Value data) {
    return Math.min(ROOM, always + GROWTH * JsonSize.PLAIN.of(data));
  }

  /** Puts data in which the members of these names are in clear. */
  void put(Value.Builder laid, Value data, List<String> clearNames, long room) {
    if (size(data, clearNames) <= room) {
      laid.put("data", hashed(data, clearNames));
      return;
    }
    String whole = JsonText.of(data);
    laid.put("data", Value.Obj.builder().put("whole", hash.of(whole)).build())
        .put("data_bytes", whole.getBytes(StandardCharsets.UTF_8).length);
  }

  private static long size(Value data, List<String> clearNames) {
    if (!(data instanceof Value.Obj object)) {
      return JsonSize.HASHED.of(data);
    }
    return object.members().entrySet().stream()
        .mapToLong(
            member ->
                (clearNames.contains(member.getKey()) ? JsonSize.REDACTED : JsonSize.HASHED)
                    .of(member.getKey(), member.getValue()))
        .sum();
  }

  // Everything that looks like a token is hashed anyway.
  private Value hashed(Value data, List<String> clearNames) {
    if (clearNames.isEmpty() || !(data instanceof Value.Obj object)) {
      return hash.of(data);
    }
    Value.Builder laid = Value.Obj.builder();
    object
        .members()
        .forEach(
            (name, member) ->
                laid.put(
                    redacted(name),
                    clearNames.contains(name) ? readable(member) : hash.of(member)));
    return laid.build();
  }

  /** The text with the tokens in it hashed. */
  String redacted(String text) {
    return TokenRedaction.redact(text, hash::of);
  }

  /** The value in clear, with the tokens in it hashed. */
  Value readable(Value value) {
    if (value instanceof Value.Text text) {
      return Value.of(redacted(text.text()));
    }
    if (value instanceof Value.Items items) {
      return new Value.Items(items.values().stream().map(this::readable).toList());
    }
    if (value instanceof Value.Obj object) {
      Value.Builder copy = Value.Obj.builder();
      object.members().forEach((name, member) -> copy.put(redacted(name), readable(member)));
      return copy.build();
    }
    return value;
  }
}
