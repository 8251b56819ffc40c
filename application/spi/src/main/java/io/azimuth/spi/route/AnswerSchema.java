package io.azimuth.spi.route;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a route answers when it succeeds, for descriptions of the API. The members of the envelope
 * are the same for all routes, so a route declares its content alone. The answers themselves are
 * not compared with it.
 *
 * @param content what the envelope has
 * @param members those of its data, or of the body; empty where they have any shape, and where
 *     there are none
 * @param orNothing whether it may also answer without a body
 */
public record AnswerSchema(Content content, List<AnswerField> members, boolean orNothing) {

  /** What the envelope of an answer has. */
  public enum Content {
    /** Data. */
    DATA,
    /** Data under a lease. */
    LEASED_DATA,
    /** Data whose members have any names; each of them is an object with the members declared. */
    DATA_BY_NAME,
    /** A token. */
    TOKEN,
    /** The answer itself is wrapped, whether the caller asks for it or not. */
    WRAPPED,
    /** Nothing but warnings: what was asked for is done later. */
    ACCEPTED,
    /** Nothing, so that there is no body. */
    NOTHING,
    /** No envelope: the members are those of the body. */
    BODY,
    /** No envelope and no JSON: bytes as they are. */
    BYTES
  }

  public AnswerSchema {
    Objects.requireNonNull(content, "content");
    members = List.copyOf(members);
  }

  /** Data with these members; without any, of any shape. */
  public static AnswerSchema data(List<AnswerField> members) {
    return new AnswerSchema(Content.DATA, members, false);
  }

  /** Data with these members; without any, of any shape. */
  public static AnswerSchema data(AnswerField... members) {
    return data(List.of(members));
  }

  /** The names of a list. */
  public static AnswerSchema keys() {
    return data(AnswerField.texts("keys", "The names; those of folders end in a slash."));
  }

  /** Data with these members under a lease. */
  public static AnswerSchema leased(AnswerField... members) {
    return new AnswerSchema(Content.LEASED_DATA, List.of(members), false);
  }

  /** Data whose members have any names; each of them is an object with these members. */
  public static AnswerSchema dataByName(List<AnswerField> members) {
    return new AnswerSchema(Content.DATA_BY_NAME, members, false);
  }

  /** A body without an envelope, with these members; without any, of any shape. */
  public static AnswerSchema body(List<AnswerField> members) {
    return new AnswerSchema(Content.BODY, members, false);
  }

  /** A body without an envelope, with these members; without any, of any shape. */
  public static AnswerSchema body(AnswerField... members) {
    return body(List.of(members));
  }

  /** Bytes that are no JSON. */
  public static AnswerSchema bytes() {
    return new AnswerSchema(Content.BYTES, List.of(), false);
  }

  /** What is wrapped in any case. */
  public static AnswerSchema wrapped() {
    return new AnswerSchema(Content.WRAPPED, List.of(), false);
  }

  /** Nothing but warnings: what was asked for is done later. */
  public static AnswerSchema accepted() {
    return new AnswerSchema(Content.ACCEPTED, List.of(), false);
  }

  /** A token. */
  public static AnswerSchema token() {
    return new AnswerSchema(Content.TOKEN, List.of(), false);
  }

  /** No body. */
  public static AnswerSchema nothing() {
    return new AnswerSchema(Content.NOTHING, List.of(), true);
  }

  /** The same with more members. */
  public AnswerSchema with(AnswerField... more) {
    return new AnswerSchema(
        content, Stream.concat(members.stream(), Stream.of(more)).toList(), orNothing);
  }

  /** The same, or no body. */
  public AnswerSchema orNone() {
    return new AnswerSchema(content, members, true);
  }
}
