package io.azimuth.azure.login.facts;

import io.azimuth.azure.directory.AzureFailureText;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceAnswer;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.route.CallInput;
import java.time.Duration;
import java.util.Optional;

/** What an answer of Resource Manager means to a login or a renewal. */
final class AnswerReading {

  /** The shortest pause that a caller is told. */
  static final Duration LEAST_PAUSE = Duration.ofSeconds(1);

  private AnswerReading() {}

  /** What a login may act upon; empty when Azure gave no usable answer. */
  static Optional<ResourceAnswer> usable(DirectoryAnswer answer) {
    if (answer instanceof DirectoryAnswer.Found found) {
      return Optional.of(ResourceAnswer.found(found.facts()));
    }
    if (answer instanceof DirectoryAnswer.Absent) {
      return Optional.of(ResourceAnswer.ABSENT);
    }
    return answer instanceof DirectoryAnswer.Forbidden forbidden
        ? Optional.of(ResourceAnswer.forbidden(forbidden.right()))
        : Optional.empty();
  }

  /** What the caller reads of an answer that is not usable. */
  static Refusal refusal(DirectoryAnswer answer) {
    if (answer instanceof DirectoryAnswer.Unusable) {
      return refusal(ErrorCode.RESOURCE_MANAGER_UNUSABLE);
    }
    if (answer instanceof DirectoryAnswer.Throttled throttled) {
      return refusal(ErrorCode.RESOURCE_MANAGER_THROTTLED)
          .retryAfter(atLeast(throttled.retryAfter()));
    }
    return refusal(
            answer instanceof DirectoryAnswer.Down down && down.signIn()
                ? ErrorCode.AZURE_SIGN_IN_FAILED
                : ErrorCode.RESOURCE_MANAGER_UNAVAILABLE)
        .retryAfter(LEAST_PAUSE);
  }

  static Refusal refusal(ErrorCode code) {
    return Refusal.of(code.category(), code.sentence());
  }

  static Duration atLeast(Duration pause) {
    return pause.compareTo(LEAST_PAUSE) < 0 ? LEAST_PAUSE : pause;
  }

  /** What the operator reads of an answer that is not usable. */
  static String detail(CallInput call, DirectoryAnswer answer) {
    if (answer instanceof DirectoryAnswer.Throttled throttled) {
      return AzureFailureText.throttled(throttled.retryAfter(), call.now());
    }
    return answer instanceof DirectoryAnswer.Down down
        ? down.detail()
        : ((DirectoryAnswer.Unusable) answer).detail();
  }
}
