package io.azimuth.azure.line;

import io.azimuth.azure.directory.QueryCache;
import io.azimuth.azure.directory.ResourceFactsQuery;
import io.azimuth.azure.spi.DirectoryAnswer;

/**
 * A question of logins that wait, equal to another one whose answer it shares.
 *
 * @param query what is asked
 */
public record LineQuestion(QueryCache<DirectoryAnswer> answers, ResourceFactsQuery query) {

  /** The line of all questions that Azure throttles together. */
  LineKey line() {
    return LineKey.of(query);
  }

  /** The same question, which a list does not answer. */
  public LineQuestion alone() {
    return new LineQuestion(answers, query.alone());
  }

  /** Equal for questions that one call answers together, when they are asked at once now. */
  Object call() {
    return answers.call(query);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LineQuestion that
        && answers == that.answers
        && query.isAlone() == that.query.isAlone()
        && key().equals(that.key());
  }

  @Override
  public int hashCode() {
    return key().hashCode();
  }

  private Object key() {
    return query.key();
  }
}
