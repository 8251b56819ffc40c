package io.azimuth.adapters.azure.graph;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azimuth.adapters.azure.call.DirectoryFailures;
import io.azimuth.adapters.azure.session.GraphCalls;
import io.azimuth.adapters.azure.signin.NewClientCertificate;
import io.azimuth.azure.port.AddedPassword;
import io.azimuth.azure.port.RegisteredApplication;
import io.azimuth.domain.secret.SecretText;
import java.util.Base64;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Adds and removes certificates of an application: Graph's {@code addKey} and {@code removeKey},
 * which demand a proof by a key that the application has, and leave its other certificates alone.
 */
record KeyCalls(GraphCalls graph) {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  Mono<AddedPassword> add(
      UUID objectId, String displayName, NewClientCertificate made, SecretText proof) {
    ObjectNode key =
        JSON.objectNode()
            .put("type", "AsymmetricX509Cert")
            .put("usage", "Verify")
            .put("key", Base64.getEncoder().encodeToString(made.der()))
            .put("displayName", displayName);
    ObjectNode body = JSON.objectNode();
    body.set("keyCredential", key);
    body.putNull("passwordCredential");
    body.put("proof", proof.expose());
    return graph.post(
        ApplicationCalls.path(objectId) + "/microsoft.graph.addKey",
        body,
        said -> ApplicationReader.added(said, made));
  }

  /** False when the certificate was gone already. */
  Mono<Boolean> remove(UUID objectId, UUID keyId, SecretText proof) {
    return graph
        .order(
            ApplicationCalls.path(objectId) + "/microsoft.graph.removeKey",
            JSON.objectNode().put("keyId", keyId.toString()).put("proof", proof.expose()))
        .onErrorResume(ApplicationCalls::maySayThatItIsGone, said -> isGone(objectId, keyId, said));
  }

  /** False when the certificate is gone; else the error stays. */
  private Mono<Boolean> isGone(UUID objectId, UUID keyId, Throwable said) {
    return graph
        .get(
            ApplicationCalls.path(objectId) + ApplicationCalls.SELECT,
            ApplicationReader::application)
        .map(application -> has(application, keyId))
        .onErrorResume(
            thrown -> DirectoryFailures.isAnswer(thrown, 404), thrown -> Mono.just(false))
        .flatMap(there -> there ? Mono.error(said) : Mono.just(false));
  }

  private static boolean has(RegisteredApplication application, UUID keyId) {
    return application.certificates().stream().anyMatch(it -> it.keyId().equals(keyId.toString()));
  }
}
