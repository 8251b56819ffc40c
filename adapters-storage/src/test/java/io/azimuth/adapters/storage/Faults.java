package io.azimuth.adapters.storage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.RefusedException;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts why an action fails. */
public final class Faults {

  private Faults() {}

  /** The action fails with this code, and the detail for the log contains these words. */
  public static void assertFault(ErrorCode code, String words, ThrowingCallable action) {
    assertThatThrownBy(action)
        .hasMessageContaining(words)
        .asInstanceOf(InstanceOfAssertFactories.type(ServiceException.class))
        .extracting(ServiceException::code)
        .isEqualTo(code);
  }

  /** The action is refused with exactly this sentence. */
  public static void assertRefused(String sentence, ThrowingCallable action) {
    assertThatThrownBy(action)
        .asInstanceOf(InstanceOfAssertFactories.type(RefusedException.class))
        .extracting(refused -> refused.refusal().errors())
        .isEqualTo(List.of(sentence));
  }
}
