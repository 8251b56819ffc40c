package io.azimuth.adapters.azure.graph;

import com.azure.resourcemanager.authorization.fluent.ApplicationsApplicationsClient;
import com.azure.resourcemanager.authorization.fluent.MicrosoftGraphClient;
import com.azure.resourcemanager.authorization.fluent.models.Get2ItemsItem;
import com.azure.resourcemanager.authorization.fluent.models.Get7ItemsItem;
import com.azure.resourcemanager.authorization.fluent.models.MicrosoftGraphApplicationInner;
import io.azimuth.adapters.azure.call.CallFailures;
import io.azimuth.adapters.azure.call.RequestRefusedException;
import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import io.azimuth.azure.port.RegisteredApplication;
import io.azimuth.domain.text.AsciiCase;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Reads of app registrations. */
final class Applications {

  private final ApplicationsApplicationsClient client;

  Applications(MicrosoftGraphClient graph) {
    this.client = graph.getApplicationsApplications();
  }

  /** The one application with that client id, or an error that says that there is not one. */
  Mono<RegisteredApplication> withClientId(UUID clientId) {
    return client
        .listApplicationAsync(
            null,
            null,
            null,
            null,
            "appId eq '" + clientId + "'",
            null,
            null,
            List.of(Get7ItemsItem.ID, Get7ItemsItem.APP_ID, Get7ItemsItem.PASSWORD_CREDENTIALS),
            null)
        .take(2)
        .collectList()
        .map(found -> only(found, clientId));
  }

  /** True becomes false when the password is gone; else the error stays. */
  Mono<Boolean> isGone(UUID objectId, UUID keyId, Throwable said) {
    return client
        .getApplicationWithResponseAsync(
            objectId.toString(),
            null,
            List.of(Get2ItemsItem.ID, Get2ItemsItem.PASSWORD_CREDENTIALS),
            null)
        .map(answer -> ApplicationReader.application(answer.getValue()))
        .map(application -> has(application, keyId))
        .onErrorResume(Applications::isNotFound, thrown -> Mono.just(false))
        .flatMap(there -> there ? Mono.error(said) : Mono.just(false));
  }

  private static boolean isNotFound(Throwable thrown) {
    return CallFailures.answer(thrown)
        .filter(answer -> answer.getResponse().getStatusCode() == 404)
        .isPresent();
  }

  private static boolean has(RegisteredApplication application, UUID keyId) {
    return application.passwords().stream()
        .anyMatch(password -> password.keyId().equals(keyId.toString()));
  }

  private static RegisteredApplication only(
      List<MicrosoftGraphApplicationInner> found, UUID clientId) {
    if (found.isEmpty()) {
      throw new RequestRefusedException("no application found");
    }
    if (found.size() > 1) {
      throw new RequestRefusedException(
          "multiple applications found - double check your client_id");
    }
    if (!AsciiCase.equal(clientId.toString(), String.valueOf(found.get(0).appId()))) {
      throw new UnusableAnswerException("the answer is about another application");
    }
    return ApplicationReader.application(found.get(0));
  }
}
