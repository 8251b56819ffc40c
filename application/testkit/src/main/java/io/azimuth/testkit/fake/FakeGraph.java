package io.azimuth.testkit.fake;

import io.azimuth.azure.port.AddedPassword;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.RegisteredApplication;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.domain.rotation.KnownPassword;
import io.azimuth.domain.secret.SecretText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One application and its passwords. A test chooses the call that fails, and how. */
public final class FakeGraph implements CredentialRotator {

  /** The client id of the application. */
  public static final String CLIENT_ID = "aaaaaaaa-0000-4000-8000-000000000010";

  /** The value of the password that the operator created. */
  public static final String OPERATORS = "operators-secret";

  static final String OTHERS = "secret-of-another-system";

  private final Clock clock;
  private final Map<String, Held> passwords = new LinkedHashMap<>();
  private final List<String> calls = new ArrayList<>();
  private int made;
  private int faultAt = -1;
  private Fault fault = Fault.NONE;
  private Duration spreading = Duration.ZERO;

  /** An application with two passwords: the operator's and one of another system. */
  public FakeGraph(Clock clock) {
    this.clock = clock;
    passwords.put("key-operator", new Held("by hand", OPERATORS, Instant.MAX, Instant.MIN));
    passwords.put("key-other", new Held("other system", OTHERS, Instant.MAX, Instant.MIN));
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

  /** Makes the call with this number fail. */
  public void failAt(int call, Fault how) {
    faultAt = call;
    fault = how;
  }

  /** Sets how long a new password takes until it is accepted. */
  public void spreadFor(Duration time) {
    spreading = time;
  }

  /** Adds a password. */
  public void put(String keyId, String name, String value) {
    passwords.put(keyId, new Held(name, value, Instant.MAX, Instant.MIN));
  }

  /** Sets the expiry of a password. */
  public void ends(String keyId, Instant end) {
    passwords.computeIfPresent(
        keyId, (id, held) -> new Held(held.name(), held.value(), end, held.worksFrom()));
  }

  /** Removes a password, as another system might. */
  public void take(String keyId) {
    passwords.remove(keyId);
  }

  /** All calls so far. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  /** The key ids of all passwords. */
  public List<String> keyIds() {
    return List.copyOf(passwords.keySet());
  }

  /** Whether the application has a password of this value that is accepted now. */
  public boolean accepts(String value) {
    return passwords.values().stream()
        .anyMatch(it -> it.value().equals(value) && !clock.instant().isBefore(it.worksFrom()));
  }

  @Override
  public AzureAnswer<RegisteredApplication> find(
      DirectoryAccess access, String clientId, Duration limit) {
    return call(
        "find",
        access,
        () ->
            new AzureAnswer.Done<>(
                new RegisteredApplication(
                    "object-1",
                    passwords.entrySet().stream()
                        .map(it -> shown(it.getKey(), it.getValue()))
                        .toList())));
  }

  private static KnownPassword shown(String keyId, Held held) {
    return new KnownPassword(
        keyId, held.name(), Optional.of(held.value().substring(0, 3)), Optional.of(held.expires()));
  }

  @Override
  public AzureAnswer<AddedPassword> add(
      DirectoryAccess access, String objectId, String name, Instant expires, Duration limit) {
    return call(
        "add",
        access,
        () -> {
          made++;
          String keyId = "key-new-" + made;
          String value = "new~secret-" + made;
          passwords.put(keyId, new Held(name, value, expires, clock.instant().plus(spreading)));
          return new AzureAnswer.Done<>(new AddedPassword(keyId, SecretText.of(value), expires));
        });
  }

  @Override
  public AzureAnswer<Boolean> remove(
      DirectoryAccess access, String objectId, String keyId, Duration limit) {
    return call("remove", access, () -> new AzureAnswer.Done<>(passwords.remove(keyId) != null));
  }

  @Override
  public AzureAnswer<Instant> prove(DirectoryAccess access, Purpose purpose, Duration limit) {
    return call(
        "prove", access, () -> new AzureAnswer.Done<>(clock.instant().plus(Duration.ofHours(1))));
  }

  private <T> AzureAnswer<T> call(
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
    ServerCredential.ClientSecret secret = (ServerCredential.ClientSecret) access.credential();
    return accepts(secret.value().expose())
        ? work.get()
        : new AzureAnswer.Refused<>("invalid_client AADSTS7000215");
  }
}
