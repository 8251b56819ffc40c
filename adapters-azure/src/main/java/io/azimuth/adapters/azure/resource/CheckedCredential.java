package io.azimuth.adapters.azure.resource;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.microsoft.aad.msal4j.MsalServiceException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/** A credential whose failures are ours to read, and whose success is a token indeed. */
record CheckedCredential(TokenCredential credential) implements TokenCredential {

  private static final Pattern CODE = Pattern.compile("AADSTS\\d+");

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext wish) {
    return credential
        .getToken(wish)
        .filter(CheckedCredential::isToken)
        .switchIfEmpty(Mono.error(() -> new SignInException("signing in gave no token")))
        .onErrorMap(CheckedCredential::explained);
  }

  // The SDK's token holds null when the answer had none.
  private static boolean isToken(AccessToken token) {
    return token.getToken() != null && !token.getToken().isBlank();
  }

  private static Throwable explained(Throwable thrown) {
    if (thrown instanceof SignInException) {
      return thrown;
    }
    return Causes.find(thrown, ThrottledException.class)
        .<Throwable>map(throttled -> throttled)
        .orElseGet(() -> new SignInException("signing in failed: " + how(thrown)));
  }

  private static String how(Throwable thrown) {
    Optional<MsalServiceException> refusal = Causes.find(thrown, MsalServiceException.class);
    if (refusal.isEmpty()) {
      return Causes.rootName(thrown);
    }
    MsalServiceException said = refusal.get();
    Matcher code = CODE.matcher(String.valueOf(said.getMessage()));
    return ErrorWord.of(said.errorCode())
        + (code.find() ? " " + code.group() : "")
        + (said.statusCode() == null ? "" : ", status " + said.statusCode());
  }
}
