package io.azimuth.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.port.AddedPassword;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.CredentialRotator.Purpose;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.RegisteredApplication;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.domain.rotation.KnownPassword;
import io.azimuth.domain.rotation.RotatedKind;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.testkit.AtOnce;
import io.azimuth.testkit.fake.TestCertificates;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link CredentialRotator} promises of an application whose passwords or certificates
 * are accepted as soon as they are added. A rotator passes when a subclass that offers one does,
 * for each kind.
 */
public abstract class CredentialRotatorContract {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String UNKNOWN = "dddddddd-0000-4000-8000-00000000dead";

  private Instant expires = Instant.EPOCH;

  /** The one way to make it. */
  protected CredentialRotatorContract() {}

  /** What the tests need to know of the application. */
  public record Registration(
      CredentialRotator rotator, DirectoryAccess access, String clientId, Instant now) {

    RotatedKind kind() {
      return access.credential() instanceof ServerCredential.ClientCertificate
          ? RotatedKind.CERTIFICATE
          : RotatedKind.PASSWORD;
    }
  }

  /**
   * An application as new, and an access by one of its passwords or certificates, whose kind
   * decides what is rotated; called as often as needed.
   */
  protected abstract Registration registration();

  private CredentialRotator rotator() {
    return registration().rotator();
  }

  private DirectoryAccess access() {
    return registration().access();
  }

  private DirectoryAccess access(SecretText secret) {
    DirectoryAccess known = access();
    return new DirectoryAccess(
        known.mount(),
        known.version(),
        known.cloud(),
        known.tenant(),
        isCertificate()
            ? new ServerCredential.ClientCertificate(registration().clientId(), secret)
            : new ServerCredential.ClientSecret(registration().clientId(), secret),
        known.retries(),
        known.logLevel());
  }

  private boolean isCertificate() {
    return registration().kind() == RotatedKind.CERTIFICATE;
  }

  private SecretText wrong() {
    return isCertificate()
        ? TestCertificates.make("wrong", registration().now().plus(Duration.ofDays(1)))
        : SecretText.of("wrong-secret");
  }

  private List<KnownPassword> known() {
    return application().credentials(registration().kind());
  }

  private RegisteredApplication application() {
    return done(rotator().find(access(), registration().clientId(), LIMIT));
  }

  // The same one in the whole test, whatever the clock does meanwhile.
  private Instant expires() {
    if (expires.equals(Instant.EPOCH)) {
      expires = registration().now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
    }
    return expires;
  }

  private AddedPassword add(String name) {
    return done(add(access(), application().objectId(), name));
  }

  private AzureAnswer<AddedPassword> add(DirectoryAccess by, String objectId, String name) {
    return isCertificate()
        ? rotator().addCertificate(by, objectId, name, expires(), LIMIT)
        : rotator().add(by, objectId, name, expires(), LIMIT);
  }

  private AzureAnswer<Boolean> remove(String keyId) {
    return remove(access(), application().objectId(), keyId);
  }

  private AzureAnswer<Boolean> remove(DirectoryAccess by, String objectId, String keyId) {
    return isCertificate()
        ? rotator().removeCertificate(by, objectId, keyId, LIMIT)
        : rotator().remove(by, objectId, keyId, LIMIT);
  }

  private static <T> T done(AzureAnswer<T> answer) {
    assertThat(answer).isInstanceOf(AzureAnswer.Done.class);
    return ((AzureAnswer.Done<T>) answer).value();
  }

  @Test
  void findsTheApplicationOfAClientIdAlone() {
    assertThat(application().objectId()).isNotEmpty().isNotEqualTo(registration().clientId());

    assertThat(rotator().find(access(), UNKNOWN, LIMIT)).isInstanceOf(AzureAnswer.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "client", "aaaaaaaa-0000-4000-8000-000000000010' or '1' eq '1"})
  void refusesAClientIdThatIsNoGuid(String clientId) {
    assertThat(rotator().find(access(), clientId, LIMIT)).isInstanceOf(AzureAnswer.Refused.class);
  }

  @Test
  void addsAPasswordBesideThoseThereAre() {
    List<KnownPassword> before = known();

    AddedPassword added = add("azimuth-1");

    assertThat(added.expires()).isEqualTo(expires());
    List<KnownPassword> after = new ArrayList<>(known());
    assertThat(after).containsAll(before).hasSize(before.size() + 1);
    after.removeAll(before);
    KnownPassword shown = after.get(0);
    assertThat(shown.keyId()).isEqualTo(added.keyId());
    assertThat(shown.displayName()).isIn("azimuth-1", "CN=azimuth-1");
    assertThat(shown.expires()).isEqualTo(Optional.of(expires()));
    assertThat(shown.hint())
        .contains(
            isCertificate()
                ? TestCertificates.thumbprint(added.value())
                : added.value().expose().substring(0, 3));
  }

  @Test
  void eachPasswordIsAnotherOneAlsoUnderTheSameName() {
    AddedPassword one = add("azimuth-1");
    AddedPassword other = add("azimuth-1");

    assertThat(other.keyId()).isNotEqualTo(one.keyId());
    assertThat(other.value()).isNotEqualTo(one.value());
    assertThat(known()).extracting(KnownPassword::keyId).contains(one.keyId(), other.keyId());
  }

  @ParameterizedTest
  @EnumSource(Purpose.class)
  void provesAPasswordUntilItIsRemoved(Purpose purpose) {
    AddedPassword added = add("azimuth-1");

    assertThat(done(rotator().prove(access(added.value()), purpose, LIMIT)))
        .isAfter(registration().now());
    assertThat(remove(added.keyId())).isEqualTo(new AzureAnswer.Done<>(true));
    assertThat(rotator().prove(access(added.value()), purpose, LIMIT))
        .isInstanceOf(AzureAnswer.Refused.class);
    assertThat(rotator().prove(access(), purpose, LIMIT)).isInstanceOf(AzureAnswer.Done.class);
  }

  @Test
  void removesOnePasswordAndNoOther() {
    AddedPassword staying = add("azimuth-1");
    List<KnownPassword> before = known();
    AddedPassword added = add("azimuth-2");

    assertThat(remove(added.keyId())).isEqualTo(new AzureAnswer.Done<>(true));
    assertThat(known()).containsExactlyInAnyOrderElementsOf(before);
    assertThat(rotator().prove(access(staying.value()), Purpose.GRAPH, LIMIT))
        .isInstanceOf(AzureAnswer.Done.class);
  }

  @Test
  void saysThatAPasswordIsGoneAlready() {
    AddedPassword added = add("azimuth-1");
    remove(added.keyId());

    assertThat(remove(added.keyId())).isEqualTo(new AzureAnswer.Done<>(false));
    assertThat(remove(UNKNOWN)).isEqualTo(new AzureAnswer.Done<>(false));
  }

  @Test
  void doesNothingForACredentialThatIsNotAccepted() {
    String objectId = application().objectId();
    int before = known().size();
    String keyId = add("azimuth-1").keyId();
    DirectoryAccess wrong = access(wrong());

    assertThat(rotator().find(wrong, registration().clientId(), LIMIT))
        .isInstanceOf(AzureAnswer.Refused.class);
    assertThat(add(wrong, objectId, "azimuth-2")).isInstanceOf(AzureAnswer.Refused.class);
    assertThat(remove(wrong, objectId, keyId)).isInstanceOf(AzureAnswer.Refused.class);
    for (Purpose purpose : Purpose.values()) {
      assertThat(rotator().prove(wrong, purpose, LIMIT)).isInstanceOf(AzureAnswer.Refused.class);
    }
    assertThat(known()).hasSize(before + 1).extracting(KnownPassword::keyId).contains(keyId);
  }

  @Test
  void addsAPasswordForEachOfManyThreads() throws Exception {
    String objectId = application().objectId();
    int before = known().size();
    DirectoryAccess access = access();
    assertThat(expires()).isAfter(registration().now());
    Callable<String> adding = () -> done(add(access, objectId, "azimuth")).keyId();

    assertThat(AtOnce.run(Collections.nCopies(8, adding))).doesNotHaveDuplicates();
    assertThat(known()).hasSize(before + 8);
  }
}
