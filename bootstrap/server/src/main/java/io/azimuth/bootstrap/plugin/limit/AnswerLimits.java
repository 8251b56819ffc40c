package io.azimuth.bootstrap.plugin.limit;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.JsonForm;
import io.azimuth.spi.api.JsonText;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an answer of a plugin may be, because threads of the server write and record it: a very deep
 * one overflows their stack, a very long one uses up the memory.
 */
public final class AnswerLimits {

  /** As for the bodies of requests. */
  static final int DEPTH = 64;

  /** The text of an answer is in memory several times while it is made. */
  static final long BYTES = 16L << 20;

  /** In characters, since the log and the audit log have it, too. */
  private static final int LONGEST_REFUSAL = 16 * 1024;

  /** What the server alone puts at the root of an answer; some clients read any case of it. */
  private static final List<String> OF_THE_ENVELOPE = List.of("auth", "wrap_info");

  private static final int PUNCTUATION = 4;

  private long left = BYTES;
  private boolean tooDeep;

  private AnswerLimits() {}

  /** Why the answer cannot be sent; empty when it can. */
  public static Optional<String> problem(Answer answer) {
    if (answer instanceof Answer.Envelope envelope) {
      return problem(envelope.data(), envelope.warnings());
    }
    if (answer instanceof Answer.NotFound nothing) {
      return problem(nothing.data(), nothing.warnings());
    }
    if (answer instanceof Answer.Accepted accepted) {
      return problem(Optional.empty(), accepted.warnings());
    }
    if (answer instanceof Answer.Refused refused) {
      return problem(refused.refusal().data(), refused.refusal().errors());
    }
    if (answer instanceof Answer.Raw raw) {
      return forged(raw.body()).or(() -> problem(Optional.of(raw.body()), List.of()));
    }
    return Optional.empty();
  }

  /** Whether a refusal that was thrown cannot be recorded: it is too long, or too deep. */
  public static boolean isTooLong(RefusedException e) {
    return isTooLong(e.explanation())
        || isTooLong(e.refusal().data())
        || e.refusal().errors().stream().mapToLong(String::length).sum() > LONGEST_REFUSAL;
  }

  private static boolean isTooLong(Optional<Value.Obj> noted) {
    try {
      return noted
          .filter(it -> JsonText.of(it, JsonForm.RECORD).length() > LONGEST_REFUSAL)
          .isPresent();
    } catch (IllegalArgumentException | StackOverflowError unrecordable) {
      return true;
    }
  }

  private static Optional<String> forged(Value.Obj body) {
    return body.members().entrySet().stream()
        .filter(member -> !member.getValue().equals(Value.NULL))
        .map(Map.Entry::getKey)
        .filter(name -> OF_THE_ENVELOPE.stream().anyMatch(name::equalsIgnoreCase))
        .findFirst()
        .map(name -> "with a member that the server alone gives, such as auth");
  }

  private static Optional<String> problem(Optional<Value.Obj> data, List<String> sentences) {
    AnswerLimits limits = new AnswerLimits();
    sentences.forEach(limits::take);
    data.ifPresent(object -> limits.take(object, 1));
    if (limits.tooDeep) {
      return Optional.of("deeper than " + DEPTH);
    }
    return limits.left < 0
        ? Optional.of("longer than " + (BYTES >> 20) + " MiB")
        : Optional.empty();
  }

  private void take(Value value, int depth) {
    left -= PUNCTUATION;
    if (value instanceof Value.Text text) {
      take(text.text());
    } else if (value instanceof Value.Num number) {
      take(number.literal());
    } else if (depth > DEPTH) {
      tooDeep = true;
    } else if (value instanceof Value.Items items) {
      for (Value item : items.values()) {
        if (isOver()) {
          return;
        }
        take(item, depth + 1);
      }
    } else if (value instanceof Value.Obj object) {
      for (Map.Entry<String, Value> member : object.members().entrySet()) {
        if (isOver()) {
          return;
        }
        take(member.getKey());
        take(member.getValue(), depth + 1);
      }
    }
  }

  private boolean isOver() {
    return tooDeep || left < 0;
  }

  // In UTF-8, with the control characters as escapes.
  private void take(String text) {
    for (int i = 0; i < text.length() && left >= 0; i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        left -= 6;
      } else {
        left -= c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
      }
    }
  }
}
