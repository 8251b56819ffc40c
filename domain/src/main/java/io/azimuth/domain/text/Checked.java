package io.azimuth.domain.text;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value read from external text, or the sentences that explain why there is none.
 *
 * <p>The sender of the text may read a sentence, so it holds no secret.
 */
public final class Checked<T> {

  private final Optional<T> value;
  private final List<String> problems;

  private Checked(Optional<T> value, List<String> problems) {
    this.value = value;
    this.problems = problems;
  }

  /** A good value. */
  public static <T> Checked<T> of(T value) {
    return new Checked<>(Optional.of(value), List.of());
  }

  /** No value, for one reason. */
  public static <T> Checked<T> problem(String sentence) {
    return problems(List.of(sentence));
  }

  /** No value, for these reasons; at least one. */
  public static <T> Checked<T> problems(List<String> sentences) {
    if (sentences.isEmpty()) {
      throw new IllegalArgumentException("a problem needs a sentence");
    }
    return new Checked<>(Optional.empty(), List.copyOf(sentences));
  }

  /** The value, when it is good. */
  public Optional<T> value() {
    return value;
  }

  /** What is wrong, the first in the order of the checks first; empty when nothing is. */
  public List<String> problems() {
    return problems;
  }

  /** Whether there is a value. */
  public boolean isGood() {
    return value.isPresent();
  }

  /** Another value made of a good one; problems stay. */
  public <R> Checked<R> map(Function<? super T, ? extends R> change) {
    return new Checked<>(value.map(change), problems);
  }

  /** Handles both cases. */
  public <R> R fold(Function<? super T, R> onGood, Function<List<String>, R> onProblems) {
    return value.isPresent() ? onGood.apply(value.get()) : onProblems.apply(problems);
  }

  /**
   * The value.
   *
   * @throws IllegalArgumentException with the first problem when there is none
   */
  public T orElseThrow() {
    return value.orElseThrow(() -> new IllegalArgumentException(problems.get(0)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Checked<?> that
        && value.equals(that.value)
        && problems.equals(that.problems);
  }

  @Override
  public int hashCode() {
    return Objects.hash(value, problems);
  }

  @Override
  public String toString() {
    return value.map(Object::toString).orElseGet(problems::toString);
  }
}
