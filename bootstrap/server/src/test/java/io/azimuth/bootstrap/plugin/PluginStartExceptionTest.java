package io.azimuth.bootstrap.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.spi.InvalidSettingsException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PluginStartExceptionTest {

  private static Throwable thrownFor(Throwable fault) {
    try {
      return PluginStartException.<Throwable>contain(() -> thrown(fault));
    } catch (Throwable e) {
      return e;
    }
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> Throwable thrown(Throwable fault) throws X {
    throw (X) fault;
  }

  @Test
  void anErrorIsTheReasonOfARefusedStart() {
    AssertionError fault = new AssertionError("secret");

    assertThat(thrownFor(fault))
        .isInstanceOfSatisfying(
            PluginStartException.class,
            it -> {
              assertThat(it.type()).isEqualTo("java.lang.AssertionError");
              assertThat(it.text()).isEqualTo("java.lang.AssertionError: secret");
              assertThat(it.reason()).isEqualTo("java.lang.AssertionError");
            })
        .hasMessage("a plugin failed at the start: java.lang.AssertionError")
        .hasNoCause()
        .satisfies(it -> assertThat(it.getStackTrace()).isEqualTo(fault.getStackTrace()));
  }

  @Test
  void aFaultThatCannotSayWhatItIsHasTheNameOfItsClass() {
    assertThat(thrownFor(new Mute()))
        .isInstanceOfSatisfying(
            PluginStartException.class,
            it -> assertThat(it.text()).isEqualTo(Mute.class.getName()));
  }

  @Test
  void aRejectedSettingStaysOneWithoutWhatThePluginAddsToIt() {
    InvalidSettingsException wrong = new InvalidSettingsException("port", "is no number");
    wrong.initCause(new Mute());
    InvalidSettingsException unknown = InvalidSettingsException.unknownKey("prot", Set.of("port"));

    assertThat(thrownFor(wrong))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessage("port: is no number")
        .hasNoCause();
    assertThat(thrownFor(unknown))
        .isInstanceOfSatisfying(
            InvalidSettingsException.class,
            it -> {
              assertThat(it.key()).isEqualTo("prot");
              assertThat(it.knownKeys()).containsExactly("port");
            });
  }

  @Test
  void outOfMemoryEndsTheProcessAsEverywhere() {
    OutOfMemoryError own = new OutOfMemoryError("x");

    assertThat(thrownFor(own)).isInstanceOf(OutOfMemoryError.class).isNotSameAs(own);
    assertThatThrownBy(
            () ->
                PluginStartException.contain(
                    () -> {
                      throw new PluginException("two plugins");
                    }))
        .isInstanceOf(PluginException.class);
  }

  private static final class Mute extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException();
    }
  }
}
