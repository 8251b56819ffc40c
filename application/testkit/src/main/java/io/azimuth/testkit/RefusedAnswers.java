package io.azimuth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Refusal;

/** The content of a refusal, for tests that expect one of a kind. */
public final class RefusedAnswers {

  private RefusedAnswers() {}

  /** The sentences of a refusal of that kind; fails the test when it is another answer. */
  public static String refused(Answer answer, ErrorCategory category) {
    Refusal refusal = TestServer.refusal(answer);
    assertThat(refusal.category()).isEqualTo(category);
    return String.join("; ", refusal.errors());
  }

  /** The sentences of a refusal of an invalid request. */
  public static String invalid(Answer answer) {
    return refused(answer, ErrorCategory.INVALID_REQUEST);
  }

  /** The sentences of a refusal of a caller who may not. */
  public static String denied(Answer answer) {
    return refused(answer, ErrorCategory.PERMISSION_DENIED);
  }
}
