package io.azimuth.testkit.fake;

import io.azimuth.azure.port.AddedPassword;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.RegisteredApplication;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.domain.rotation.KnownPassword;
import io.azimuth.domain.rotation.RotatedKind;
import io.azimuth.domain.secret.SecretText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * One application with its passwords and certificates, whose key ids never repeat. A test chooses
 * the call that fails, and how.
 */
public final class FakeGraph implements CredentialRotator {

  /** The client id of the application. */
  public static final String CLIENT_ID = "aaaaaaaa-0000-4000-8000-000000000010";

  /** The value of the password that the operator created. */
  public static final String OPERATORS = "operators-secret";

  /** The certificate that the operator created. */
  public static final SecretText OPERATORS_CERTIFICATE =
      TestCertificates.make("operator", Instant.parse("2036-01-01T00:00:00Z"));

  static final String OTHERS = "secret-of-another-system";

  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final Clock clock;
  private final RotatedKind kind;
  private final Map<String, Held> held = new LinkedHashMap<>();
  private final List<String> calls = new ArrayList<>();
  private int made;
  private int faultAt = -1;
  private Fault fault = Fault.NONE;
  private Duration spreading = Duration.ZERO;
  private Set<String> permitted = Set.of();

  /** An application with two passwords: the operator's and one of another system. */
  public FakeGraph(Clock clock) {
    this(clock, RotatedKind.PASSWORD);
  }

  /** An application with two passwords or two certificates. */
  public FakeGraph(Clock clock, RotatedKind kind) {
    this.clock = clock;
    this.kind = kind;
    put("key-operator", "by hand", operators());
    put("key-other", "other system", isCertificate() ? other("other").expose() : OTHERS);
  }

  /** The value of the credential that the operator created. */
  public String operators() {
    return isCertificate() ? OPERATORS_CERTIFICATE.expose() : OPERATORS;
  }

  /** Another value of the kind, which no application has. */
  public SecretText other(String name) {
    return isCertificate()
        ? TestCertificates.make(name, Instant.parse("2036-01-01T00:00:00Z"))
        : SecretText.of(name);
  }

  private boolean isCertificate() {
    return kind == RotatedKind.CERTIFICATE;
  }

  /** How a call fails. */
  public enum Fault {
    NONE,
    REFUSED,
    THROTTLED,
    UNREACHED,
    LOST_BEFORE,
    LOST_AFTER,
    KILLED_BEFORE,
    KILLED_AFTER
  }

  /** Simulates that the process is killed during a call. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private record Held(String name, String value, Instant expires, Instant worksFrom) {}

  public synchronized void failAt(int call, Fault how) {
    faultAt = call;
    fault = how;
  }

  public synchronized void spreadFor(Duration time) {
    spreading = time;
  }

  public synchronized void put(String keyId, String name, String value) {
    held.put(keyId, new Held(name, value, Instant.MAX, Instant.MIN));
  }

  public synchronized void ends(String keyId, Instant end) {
    held.computeIfPresent(keyId, (id, it) -> new Held(it.name(), it.value(), end, it.worksFrom()));
  }

  /** The permissions that tokens name from now on. */
  public synchronized void permit(Set<String> permissions) {
    permitted = Set.copyOf(permissions);
  }

  public synchronized void take(String keyId) {
    held.remove(keyId);
  }

  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  public synchronized List<String> keyIds() {
    return List.copyOf(held.keySet());
  }

  /** The value of that credential. */
  public synchronized String value(String keyId) {
    return Optional.ofNullable(held.get(keyId)).orElseThrow().value();
  }

  public synchronized boolean accepts(String value) {
    return held.values().stream()
        .anyMatch(it -> it.value().equals(value) && !clock.instant().isBefore(it.worksFrom()));
  }

  @Override
  public synchronized AzureAnswer<RegisteredApplication> find(
      DirectoryAccess access, String clientId, Duration limit) {
    if (!GUID.matcher(clientId).matches()) {
      return new AzureAnswer.Refused<>("the client_id is no GUID");
    }
    return call(
        "find",
        access,
        () ->
            clientId.equals(CLIENT_ID)
                ? new AzureAnswer.Done<>(application())
                : new AzureAnswer.Refused<>("no application found"));
  }

  private RegisteredApplication application() {
    List<KnownPassword> all =
        held.entrySet().stream().map(it -> shown(it.getKey(), it.getValue())).toList();
    return isCertificate()
        ? new RegisteredApplication("object-1", List.of(), all)
        : new RegisteredApplication("object-1", all);
  }

  private KnownPassword shown(String keyId, Held one) {
    String hint =
        isCertificate()
            ? TestCertificates.thumbprint(SecretText.of(one.value()))
            : one.value().substring(0, 3);
    return new KnownPassword(keyId, one.name(), Optional.of(hint), Optional.of(one.expires()));
  }

  @Override
  public synchronized AzureAnswer<AddedPassword> add(
      DirectoryAccess access, String objectId, String name, Instant expires, Duration limit) {
    return call(
        "add",
        access,
        () -> {
          made++;
          String keyId = "key-new-" + made;
          SecretText value =
              isCertificate()
                  ? TestCertificates.make(name, expires)
                  : SecretText.of("new~secret-" + made);
          held.put(keyId, new Held(name, value.expose(), expires, clock.instant().plus(spreading)));
          return new AzureAnswer.Done<>(new AddedPassword(keyId, value, expires));
        });
  }

  @Override
  public synchronized AzureAnswer<AddedPassword> addCertificate(
      DirectoryAccess access, String objectId, String name, Instant expires, Duration limit) {
    return ofOwnKind(access, RotatedKind.CERTIFICATE)
        ? add(access, objectId, name, expires, limit)
        : new AzureAnswer.Refused<>("the access has no certificate");
  }

  @Override
  public synchronized AzureAnswer<Boolean> removeCertificate(
      DirectoryAccess access, String objectId, String keyId, Duration limit) {
    return ofOwnKind(access, RotatedKind.CERTIFICATE)
        ? remove(access, objectId, keyId, limit)
        : new AzureAnswer.Refused<>("the access has no certificate");
  }

  private boolean ofOwnKind(DirectoryAccess access, RotatedKind asked) {
    return kind == asked && access.credential() instanceof ServerCredential.ClientCertificate;
  }

  @Override
  public synchronized AzureAnswer<Boolean> remove(
      DirectoryAccess access, String objectId, String keyId, Duration limit) {
    return call("remove", access, () -> new AzureAnswer.Done<>(held.remove(keyId) != null));
  }

  @Override
  public synchronized AzureAnswer<Instant> prove(
      DirectoryAccess access, Purpose purpose, Duration limit) {
    return call(
        "prove", access, () -> new AzureAnswer.Done<>(clock.instant().plus(Duration.ofHours(1))));
  }

  @Override
  public synchronized AzureAnswer<Set<String>> permissions(DirectoryAccess access, Duration limit) {
    return call("permissions", access, () -> new AzureAnswer.Done<>(permitted));
  }

  private synchronized <T> AzureAnswer<T> call(
      String name, DirectoryAccess access, Supplier<AzureAnswer<T>> work) {
    calls.add(name);
    boolean struck = calls.size() == faultAt;
    if (!struck) {
      return signedIn(access, work);
    }
    return switch (fault) {
      case NONE -> signedIn(access, work);
      case REFUSED -> new AzureAnswer.Refused<>("refused");
      case THROTTLED -> new AzureAnswer.Unavailable<>("throttled", Duration.ofSeconds(7));
      case UNREACHED -> new AzureAnswer.Unavailable<>("unreached", Duration.ZERO);
      case LOST_BEFORE -> new AzureAnswer.Uncertain<>("lost");
      case LOST_AFTER -> {
        var unused = signedIn(access, work);
        yield new AzureAnswer.Uncertain<>("lost");
      }
      case KILLED_BEFORE -> throw new Killed();
      case KILLED_AFTER -> {
        var unused = signedIn(access, work);
        throw new Killed();
      }
    };
  }

  private <T> AzureAnswer<T> signedIn(DirectoryAccess access, Supplier<AzureAnswer<T>> work) {
    SecretText value =
        access.credential() instanceof ServerCredential.ClientCertificate certificate
            ? certificate.pem()
            : ((ServerCredential.ClientSecret) access.credential()).value();
    return accepts(value.expose())
        ? work.get()
        : new AzureAnswer.Refused<>("invalid_client AADSTS7000215");
  }
}
