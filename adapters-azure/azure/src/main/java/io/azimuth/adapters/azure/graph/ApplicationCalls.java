package io.azimuth.adapters.azure.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azimuth.adapters.azure.call.DirectoryFailures;
import io.azimuth.adapters.azure.call.RequestRefusedException;
import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import io.azimuth.adapters.azure.session.GraphCalls;
import io.azimuth.azure.port.AddedPassword;
import io.azimuth.azure.port.RegisteredApplication;
import io.azimuth.domain.text.AsciiCase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Reads app registrations, and adds and removes their passwords. */
record ApplicationCalls(GraphCalls graph) {

  private static final String APPLICATIONS = "/applications";

  /** What {@link ApplicationReader} reads. */
  static final String SELECT = "?$select=id,passwordCredentials,keyCredentials";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** The one application with that client id, or an error when there is not exactly one. */
  Mono<RegisteredApplication> withClientId(UUID clientId) {
    return graph
        .pages(
            APPLICATIONS
                + "?$filter=appId%20eq%20%27"
                + clientId
                + "%27&$select=id,appId,passwordCredentials,keyCredentials")
        .flatMapIterable(ApplicationReader::list)
        .take(2)
        .collectList()
        .map(found -> only(found, clientId));
  }

  Mono<AddedPassword> addPassword(UUID objectId, String displayName, Instant expires) {
    ObjectNode password =
        JSON.objectNode()
            .put("displayName", displayName)
            .put(
                "endDateTime",
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(expires.atOffset(ZoneOffset.UTC)));
    return graph.post(
        path(objectId) + "/microsoft.graph.addPassword",
        JSON.objectNode().set("passwordCredential", password),
        ApplicationReader::added);
  }

  /** False when the password was gone already. */
  Mono<Boolean> removePassword(UUID objectId, UUID keyId) {
    return graph
        .order(
            path(objectId) + "/microsoft.graph.removePassword",
            JSON.objectNode().put("keyId", keyId.toString()))
        .onErrorResume(ApplicationCalls::maySayThatItIsGone, said -> isGone(objectId, keyId, said));
  }

  // What Graph answers to a key id that it does not know is written nowhere.
  static boolean maySayThatItIsGone(Throwable thrown) {
    return DirectoryFailures.isAnswer(thrown, 400) || DirectoryFailures.isAnswer(thrown, 404);
  }

  /** False when the password is gone; else the error stays. */
  private Mono<Boolean> isGone(UUID objectId, UUID keyId, Throwable said) {
    return graph
        .get(path(objectId) + SELECT, ApplicationReader::application)
        .map(application -> has(application, keyId))
        .onErrorResume(
            thrown -> DirectoryFailures.isAnswer(thrown, 404), thrown -> Mono.just(false))
        .flatMap(there -> there ? Mono.error(said) : Mono.just(false));
  }

  static String path(UUID objectId) {
    return APPLICATIONS + "/" + objectId;
  }

  private static boolean has(RegisteredApplication application, UUID keyId) {
    return application.passwords().stream()
        .anyMatch(password -> password.keyId().equals(keyId.toString()));
  }

  private static RegisteredApplication only(List<JsonNode> found, UUID clientId) {
    if (found.isEmpty()) {
      throw new RequestRefusedException("no application found");
    }
    if (found.size() > 1) {
      throw new RequestRefusedException(
          "multiple applications found - double check your client_id");
    }
    if (!AsciiCase.equal(clientId.toString(), found.get(0).path("appId").asText())) {
      throw new UnusableAnswerException("the answer is about another application");
    }
    return ApplicationReader.application(found.get(0));
  }
}
