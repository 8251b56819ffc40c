package io.azimuth.domain.token.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.claim.CertificateDigest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CertificateBindingTest {

  private static final Optional<CertificateDigest> NONE = Optional.empty();
  private static final Optional<CertificateDigest> OWN =
      Optional.of(CertificateDigest.of(new byte[] {1}));

  @Test
  void aTokenIsBoundToWhatTheConnectionShowed() {
    assertThat(CertificateBinding.OFF.of(OWN)).isEmpty();
    assertThat(CertificateBinding.IF_POSSIBLE.of(OWN)).isEqualTo(OWN);
    assertThat(CertificateBinding.IF_POSSIBLE.of(NONE)).isEmpty();
    assertThat(CertificateBinding.REQUIRED.of(OWN)).isEqualTo(OWN);
  }

  @Test
  void onlyARequiredCertificateIsMissed() {
    assertThat(CertificateBinding.OFF.lacks(NONE)).isFalse();
    assertThat(CertificateBinding.IF_POSSIBLE.lacks(NONE)).isFalse();
    assertThat(CertificateBinding.REQUIRED.lacks(NONE)).isTrue();
    assertThat(CertificateBinding.REQUIRED.lacks(OWN)).isFalse();
  }

  @Test
  void isReadAsItIsWritten() {
    for (CertificateBinding binding : CertificateBinding.values()) {
      assertThat(CertificateBinding.parse(binding.wireName())).contains(binding);
    }
    assertThat(CertificateBinding.parse("")).contains(CertificateBinding.OFF);
    assertThat(CertificateBinding.parse("Required")).isEmpty();
  }
}
