package io.azimuth.adapters.azure.graph;

import com.azure.resourcemanager.authorization.fluent.models.ApplicationsAddPasswordRequestBodyInner;
import com.azure.resourcemanager.authorization.fluent.models.ApplicationsRemovePasswordRequestBody;
import com.azure.resourcemanager.authorization.fluent.models.MicrosoftGraphPasswordCredentialInner;
import io.azimuth.adapters.azure.call.AzureCall;
import io.azimuth.adapters.azure.call.CallFailures;
import io.azimuth.adapters.azure.pipeline.RetryAfter;
import io.azimuth.adapters.azure.signin.UncachedTokens;
import io.azimuth.azure.port.AddedPassword;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.RegisteredApplication;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Passwords of an application through the Azure SDK's Graph client. */
public final class GraphCredentialRotator implements CredentialRotator {

  private static final String GRAPH = "Microsoft Graph";
  private static final String PERMISSION =
      "Application.ReadWrite.OwnedBy with the application as its own owner, or"
          + " Application.ReadWrite.All";

  private final GraphSessions sessions;
  private final UncachedTokens tokens;
  private final AzureCall read;
  private final AzureCall write;
  private final AzureCall proof;

  @Inject
  public GraphCredentialRotator(
      GraphSessions sessions, UncachedTokens tokens, RetryAfter retryAfter) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.read = new AzureCall(new CallFailures(GRAPH, false, PERMISSION, retryAfter));
    this.write = new AzureCall(new CallFailures(GRAPH, true, PERMISSION, retryAfter));
    this.proof = new AzureCall(new CallFailures("the token endpoint", false, "", retryAfter));
  }

  @Override
  public AzureAnswer<RegisteredApplication> find(
      DirectoryAccess access, String clientId, Duration limit) {
    return read.make(
        limit,
        () -> {
          UUID id = GraphGuid.require(clientId, "the client_id");
          return new Applications(sessions.of(access).client()).withClientId(id);
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
          return sessions
              .of(access)
              .client()
              .getApplications()
              .addPasswordAsync(application.toString(), requestBody(displayName, expires))
              .map(ApplicationReader::added);
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
          return remove(sessions.of(access), application, key);
        });
  }

  @Override
  public AzureAnswer<Instant> prove(DirectoryAccess access, Purpose purpose, Duration limit) {
    return proof.make(limit, () -> tokens.obtain(access, purpose));
  }

  private static ApplicationsAddPasswordRequestBodyInner requestBody(String name, Instant expires) {
    return new ApplicationsAddPasswordRequestBodyInner()
        .withPasswordCredential(
            new MicrosoftGraphPasswordCredentialInner()
                .withDisplayName(name)
                .withEndDateTime(expires.atOffset(ZoneOffset.UTC)));
  }

  private static Mono<Boolean> remove(GraphSession session, UUID application, UUID key) {
    return session
        .client()
        .getApplications()
        .removePasswordWithResponseAsync(
            application.toString(), new ApplicationsRemovePasswordRequestBody().withKeyId(key))
        .map(done -> true)
        .onErrorResume(
            GraphCredentialRotator::maySayThatItIsGone,
            said -> new Applications(session.client()).isGone(application, key, said));
  }

  // What Graph answers to a key id that it does not know is written nowhere.
  private static boolean maySayThatItIsGone(Throwable thrown) {
    return CallFailures.answer(thrown)
        .map(answer -> answer.getResponse().getStatusCode())
        .filter(status -> status == 400 || status == 404)
        .isPresent();
  }
}
