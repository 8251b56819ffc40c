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
import java.util.regex.Pattern;

/** One application and its passwords. A test chooses the call that fails, and how. */
public final class FakeGraph implements CredentialRotator {

  /** The client id of the application. */
  public static final String CLIENT_ID = "aaaaaaaa-0000-4000-8000-000000000010";

  /** The value of the password that the operator created. */
  public static final String OPERATORS = "operators-secret";

  static final String OTHERS = "secret-of-another-system";

  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

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

  public synchronized void failAt(int call, Fault how) {
    faultAt = call;
    fault = how;
  }

  public synchronized void spreadFor(Duration time) {
    spreading = time;
  }

  public synchronized void put(String keyId, String name, String value) {
    passwords.put(keyId, new Held(name, value, Instant.MAX, Instant.MIN));
  }

  public synchronized void ends(String keyId, Instant end) {
    passwords.computeIfPresent(
        keyId, (id, held) -> new Held(held.name(), held.value(), end, held.worksFrom()));
  }

  public synchronized void take(String keyId) {
    passwords.remove(keyId);
  }

  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  public synchronized List<String> keyIds() {
    return List.copyOf(passwords.keySet());
  }

  public synchronized boolean accepts(String value) {
    return passwords.values().stream()
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
    return new RegisteredApplication(
        "object-1",
        passwords.entrySet().stream().map(it -> shown(it.getKey(), it.getValue())).toList());
  }

  private static KnownPassword shown(String keyId, Held held) {
    return new KnownPassword(
        keyId, held.name(), Optional.of(held.value().substring(0, 3)), Optional.of(held.expires()));
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
          String value = "new~secret-" + made;
          passwords.put(keyId, new Held(name, value, expires, clock.instant().plus(spreading)));
          return new AzureAnswer.Done<>(new AddedPassword(keyId, SecretText.of(value), expires));
        });
  }

  @Override
  public synchronized AzureAnswer<Boolean> remove(
      DirectoryAccess access, String objectId, String keyId, Duration limit) {
    return call("remove", access, () -> new AzureAnswer.Done<>(passwords.remove(keyId) != null));
  }

  @Override
  public synchronized AzureAnswer<Instant> prove(
      DirectoryAccess access, Purpose purpose, Duration limit) {
    return call(
        "prove", access, () -> new AzureAnswer.Done<>(clock.instant().plus(Duration.ofHours(1))));
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
    ServerCredential.ClientSecret secret = (ServerCredential.ClientSecret) access.credential();
    return accepts(secret.value().expose())
        ? work.get()
        : new AzureAnswer.Refused<>("invalid_client AADSTS7000215");
  }
}
