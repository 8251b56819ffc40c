package io.azimuth.domain.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.secret.SecretText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OldPasswordRuleTest {

  private static final Instant T = Instant.parse("2026-11-25T12:00:00Z");

  @Test
  void ourOwnGoesByItsKeyIdWhateverItsHint() {
    OldPasswordRule.Verdict verdict =
        decide(Optional.of("ours"), false, password("ours", "zzz"), password("other", "Q_e"));

    assertThat(verdict.remove()).contains("ours");
    assertThat(verdict.leave()).isEmpty();
  }

  @Test
  void ourOwnThatIsGoneIsNotLookedForByItsHint() {
    OldPasswordRule.Verdict verdict = decide(Optional.of("ours"), false, password("other", "Q_e"));

    assertThat(verdict.remove()).isEmpty();
    assertThat(verdict.leave()).isEmpty();
  }

  @Test
  void anOperatorsGoesWhenItsHintIsTheOnlyOne() {
    OldPasswordRule.Verdict verdict =
        decide(Optional.empty(), false, password("it", "Q_e"), password("other", "q_e"));

    assertThat(verdict.remove()).contains("it");
  }

  @Test
  void anOperatorsStaysBesideATwin() {
    OldPasswordRule.Verdict verdict =
        decide(Optional.empty(), false, password("it", "Q_e"), password("twin", "Q_e"));

    assertThat(verdict.remove()).isEmpty();
    assertThat(verdict.leave()).extracting(KnownPassword::keyId).containsExactly("it", "twin");
    assertThat(verdict.why())
        .isEqualTo("it may be the replaced one or another system's, no hint tells");
  }

  @Test
  void anOperatorsStaysWhenAnotherMountNeedsIt() {
    OldPasswordRule.Verdict verdict = decide(Optional.empty(), true, password("it", "Q_e"));

    assertThat(verdict.remove()).isEmpty();
    assertThat(verdict.why())
        .isEqualTo("another mount signs in with this client_id, perhaps with this password");
  }

  @Test
  void aHintThatIsEmptyOrCutShortIsNone() {
    assertThat(decide(Optional.empty(), false, password("any", "")).remove()).isEmpty();
    assertThat(decide(Optional.empty(), false, password("any", "Q_")).remove()).isEmpty();
  }

  @Test
  void oneWithoutAHintMayBeAnyPassword() {
    KnownPassword silent = new KnownPassword("silent", "", Optional.empty(), Optional.empty());

    assertThat(decide(Optional.empty(), false, silent).remove()).isEmpty();
    assertThat(decide(Optional.empty(), false, silent, password("it", "Q_e")).leave())
        .extracting(KnownPassword::keyId)
        .containsExactly("silent", "it");
  }

  @Test
  void theNewOneNeverGoes() {
    OldPasswordRule.Verdict verdict = decide(Optional.of("new"), false, password("new", "Q_e"));

    assertThat(verdict.remove()).isEmpty();
  }

  @Test
  void aHintIsNotPrinted() {
    assertThat(password("it", "Q_e").toString()).doesNotContain("Q_e");
  }

  private static OldPasswordRule.Verdict decide(
      Optional<String> own, boolean shared, KnownPassword... known) {
    Rotation rotation =
        Rotation.intended(
                "azimuth-1",
                T,
                new Application("cloud", "tenant", "client"),
                new OldPassword(SecretText.of("Q_e8Q~secret"), own),
                Optional.empty())
            .added(new NewPassword("new", SecretText.of("Q_eNew"), T), "object", T)
            .switched(T);
    return OldPasswordRule.decide(rotation, List.of(known), shared);
  }

  private static KnownPassword password(String keyId, String hint) {
    return new KnownPassword(keyId, "", Optional.of(hint), Optional.empty());
  }
}
