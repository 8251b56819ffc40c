package io.azimuth.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.seal.Seal;
import org.junit.jupiter.api.Test;

/** What holds in addition for a seal whose key can be changed. */
public abstract class ChangeableSealContract extends SealContract {

  /** The one way to make it. */
  protected ChangeableSealContract() {}

  /** A seal after a change of its key, which still knows the previous one. */
  protected abstract Seal changed(SecretBytes key, SecretBytes previous);

  @Test
  void previousKeyStillUnwrapsAndAsksForANewWrap() {
    byte[] wrapped = seal(KEY).wrap(ROOT_KEY);
    Seal changed = changed(OTHER, KEY);

    assertThat(changed.unwrap(wrapped)).isEqualTo(ROOT_KEY);
    assertThat(changed.rewrapDue(wrapped)).isTrue();
    byte[] anew = changed.wrap(ROOT_KEY);
    assertThat(changed.rewrapDue(anew)).isFalse();
    assertThat(seal(OTHER).unwrap(anew)).isEqualTo(ROOT_KEY);
    assertUnusable(() -> seal(KEY).unwrap(anew));
  }
}
