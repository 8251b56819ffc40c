package io.azimuth.spi.route;

import java.util.List;
import java.util.Objects;

/**
 * What a route answers when it succeeds, for descriptions of the API. The members of the envelope
 * are the same for all routes, so a route declares its content alone. The answers themselves are
 * not compared with it.
 *
 * @param content what the envelope has
 * @param members those of its data; empty where they have any shape, and where it has none
 * @param orNothing whether it may also answer without a body
 */
public record AnswerSchema(Content content, List<AnswerField> members, boolean orNothing) {

  /** What the envelope of an answer has. */
  public enum Content {
    /** Data. */
    DATA,
    /** Data under a lease. */
    LEASED_DATA,
    /** A token. */
    TOKEN,
    /** Nothing, so that there is no body. */
    NOTHING
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

  /** A token. */
  public static AnswerSchema token() {
    return new AnswerSchema(Content.TOKEN, List.of(), false);
  }

  /** No body. */
  public static AnswerSchema nothing() {
    return new AnswerSchema(Content.NOTHING, List.of(), true);
  }

  /** The same, or no body. */
  public AnswerSchema orNone() {
    return new AnswerSchema(content, members, true);
  }
}
