package io.azimuth.adapters.azure.graph;

import io.azimuth.adapters.azure.call.AzureCall;
import io.azimuth.adapters.azure.call.DirectoryFailures;
import io.azimuth.adapters.azure.pipeline.RetryAfter;
import io.azimuth.adapters.azure.session.AzureSessions;
import io.azimuth.adapters.azure.signin.KeyProof;
import io.azimuth.adapters.azure.signin.NewClientCertificate;
import io.azimuth.adapters.azure.signin.UncachedTokens;
import io.azimuth.azure.port.AddedPassword;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.RegisteredApplication;
import io.azimuth.domain.secret.SecretText;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Passwords and certificates of an application, through the Azure SDK's pipeline to Graph. */
public final class GraphCredentialRotator implements CredentialRotator {

  private static final String GRAPH = "Microsoft Graph";
  private static final String PERMISSION =
      "Application.ReadWrite.OwnedBy with the application as its own owner, or"
          + " Application.ReadWrite.All";

  private static final String OWN_KEYS =
      "Application.ReadWrite.OwnedBy, if Graph does not accept the proof by the application's own"
          + " certificate";

  private final Supplier<AzureSessions> sessions;
  private final Supplier<UncachedTokens> tokens;
  private final Clock clock;
  private final SecureRandom random;
  private final AzureCall ownKeys;
  private final AzureCall read;
  private final AzureCall write;
  private final AzureCall proof;

  /** Asks for what is made of the SDK at its first use. */
  public GraphCredentialRotator(
      Supplier<AzureSessions> sessions,
      Supplier<UncachedTokens> tokens,
      RetryAfter retryAfter,
      SecureRandom random) {
    this.clock = retryAfter.clock();
    this.random = random;
    this.ownKeys = new AzureCall(new DirectoryFailures(GRAPH, true, OWN_KEYS, retryAfter));
    this.sessions = sessions;
    this.tokens = tokens;
    this.read = new AzureCall(new DirectoryFailures(GRAPH, false, PERMISSION, retryAfter));
    this.write = new AzureCall(new DirectoryFailures(GRAPH, true, PERMISSION, retryAfter));
    this.proof = new AzureCall(new DirectoryFailures("the token endpoint", false, "", retryAfter));
  }

  @Override
  public AzureAnswer<RegisteredApplication> find(
      DirectoryAccess access, String clientId, Duration limit) {
    return read.make(
        limit,
        () -> {
          UUID id = GraphGuid.require(clientId, "the client_id");
          return applications(access).withClientId(id);
        });
  }

  @Override
  public AzureAnswer<AddedPassword> add(
      DirectoryAccess access,
      String objectId,
      String displayName,
      Instant expires,
      Duration limit) {
    return write.make(
        limit,
        () -> {
          UUID application = GraphGuid.require(objectId, "the object id of the application");
          return applications(access).addPassword(application, displayName, expires);
        });
  }

  @Override
  public AzureAnswer<Boolean> remove(
      DirectoryAccess access, String objectId, String keyId, Duration limit) {
    return write.make(
        limit,
        () -> {
          UUID application = GraphGuid.require(objectId, "the object id of the application");
          UUID key = GraphGuid.require(keyId, "the key id");
          return applications(access).removePassword(application, key);
        });
  }

  @Override
  public AzureAnswer<AddedPassword> addCertificate(
      DirectoryAccess access,
      String objectId,
      String displayName,
      Instant expires,
      Duration limit) {
    return ownKeys.make(
        limit,
        () -> {
          UUID application = GraphGuid.require(objectId, "the object id of the application");
          SecretText proof = KeyProof.of(access, application.toString(), clock.instant());
          NewClientCertificate made =
              NewClientCertificate.make(displayName, clock.instant(), expires, random);
          return keys(access).add(application, displayName, made, proof);
        });
  }

  @Override
  public AzureAnswer<Boolean> removeCertificate(
      DirectoryAccess access, String objectId, String keyId, Duration limit) {
    return ownKeys.make(
        limit,
        () -> {
          UUID application = GraphGuid.require(objectId, "the object id of the application");
          UUID key = GraphGuid.require(keyId, "the key id");
          SecretText proof = KeyProof.of(access, application.toString(), clock.instant());
          return keys(access).remove(application, key, proof);
        });
  }

  @Override
  public AzureAnswer<Instant> prove(DirectoryAccess access, Purpose purpose, Duration limit) {
    return proof.make(limit, () -> tokens.get().obtain(access, purpose));
  }

  @Override
  public AzureAnswer<Set<String>> permissions(DirectoryAccess access, Duration limit) {
    return proof.make(limit, () -> tokens.get().permissions(access));
  }

  private KeyCalls keys(DirectoryAccess access) {
    return new KeyCalls(sessions.get().graph(access).once());
  }

  private ApplicationCalls applications(DirectoryAccess access) {
    return new ApplicationCalls(sessions.get().graph(access).once());
  }
}
