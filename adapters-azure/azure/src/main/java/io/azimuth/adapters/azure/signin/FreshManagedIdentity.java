package io.azimuth.adapters.azure.signin;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IHttpResponse;
import com.microsoft.aad.msal4j.ManagedIdentityApplication;
import com.microsoft.aad.msal4j.ManagedIdentityId;
import com.microsoft.aad.msal4j.ManagedIdentityParameters;
import io.azimuth.adapters.azure.pipeline.RetryRules;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * The machine's managed identity, asked each time: the tokens of the SDK's credential are cached
 * for the whole JVM, which only the library below it can pass over.
 */
record FreshManagedIdentity(
    Optional<String> clientId, HttpPipeline pipeline, ExecutorService threads)
    implements TokenCredential {

  private static final int UNAUTHORIZED = 401;
  private static final String DEFAULT_SCOPE = "/.default";

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    String scope = request.getScopes().get(0);
    ManagedIdentityParameters parameters =
        ManagedIdentityParameters.builder(
                scope.substring(0, scope.length() - DEFAULT_SCOPE.length()))
            .forceRefresh(true)
            .build();
    return Mono.fromCallable(() -> application().acquireTokenForManagedIdentity(parameters))
        .flatMap(Mono::fromFuture)
        .map(FreshManagedIdentity::token);
  }

  private ManagedIdentityApplication application() {
    return ManagedIdentityApplication.builder(
            clientId
                .map(ManagedIdentityId::userAssignedClientId)
                .orElseGet(ManagedIdentityId::systemAssigned))
        .httpClient(this::send)
        .disableInternalRetries()
        .executorService(threads)
        .build();
  }

  private IHttpResponse send(HttpRequest request) {
    com.azure.core.http.HttpRequest sent =
        new com.azure.core.http.HttpRequest(
            HttpMethod.valueOf(request.httpMethod().name()), request.url());
    request
        .headers()
        .forEach((name, value) -> sent.getHeaders().set(HttpHeaderName.fromString(name), value));
    com.azure.core.http.HttpResponse answer = pipeline.send(sent).block();
    if (answer == null) {
      throw new SignInException("the metadata service gave no answer");
    }
    refuseFinal(answer.getStatusCode());
    HttpResponse response = new HttpResponse().statusCode(answer.getStatusCode());
    response.addHeaders(headers(answer));
    return response.body(answer.getBodyAsString().defaultIfEmpty("").block());
  }

  // The library below does not expose the status of the failure; 401 is Arc's challenge to it.
  private static void refuseFinal(int status) {
    if (status != UNAUTHORIZED
        && status >= 400
        && status < 500
        && !RetryRules.isRetryable(status)) {
      throw SignInException.refused("the metadata service answered " + status);
    }
  }

  private static Map<String, List<String>> headers(com.azure.core.http.HttpResponse answer) {
    return answer.getHeaders().stream()
        .collect(Collectors.toMap(HttpHeader::getName, HttpHeader::getValuesList));
  }

  private static AccessToken token(IAuthenticationResult result) {
    return new AccessToken(
        result.accessToken(), result.expiresOnDate().toInstant().atOffset(ZoneOffset.UTC));
  }
}
