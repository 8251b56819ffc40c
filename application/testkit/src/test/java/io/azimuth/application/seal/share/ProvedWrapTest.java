package io.azimuth.application.seal.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.seal.Seal;
import org.junit.jupiter.api.Test;

class ProvedWrapTest {

  private static final byte[] ROOT_KEY = {1, 2, 3};

  /** Wraps in these bytes, and unwraps to those. */
  private static final class Fixed implements Seal {

    private final byte[] wrapped;
    private final byte[] unwrapped;

    Fixed(byte[] wrapped, byte[] unwrapped) {
      this.wrapped = wrapped;
      this.unwrapped = unwrapped;
    }

    @Override
    public String type() {
      return "ring";
    }

    @Override
    public byte[] wrap(byte[] rootKey) {
      return wrapped;
    }

    @Override
    public byte[] unwrap(byte[] bytes) {
      return unwrapped;
    }

    @Override
    public boolean rewrapDue(byte[] bytes) {
      return false;
    }

    @Override
    public boolean isOwn(byte[] bytes) {
      return true;
    }
  }

  @Test
  void refusesWhatLeadsToAnotherKey() {
    assertThatThrownBy(
            () -> ProvedWrap.of(new Fixed(new byte[] {9}, new byte[] {1, 2, 4}), ROOT_KEY))
        .isInstanceOfSatisfying(
            ServiceException.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(ErrorCode.SEAL_UNUSABLE);
              assertThat(fault.detail())
                  .isEqualTo("the seal ring does not unwrap what it has wrapped");
            });
  }

  @Test
  void leavesNoUnwrappedCopyBehind() {
    byte[] opened = ROOT_KEY.clone();

    assertThat(ProvedWrap.of(new Fixed(new byte[] {9}, opened), ROOT_KEY)).containsExactly(9);

    assertThat(opened).containsOnly(0);
    assertThat(ROOT_KEY).containsExactly(1, 2, 3);
  }
}
