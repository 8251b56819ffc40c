package io.azimuth.adapters.azure.signin;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.microsoft.aad.msal4j.MsalServiceException;
import io.azimuth.adapters.azure.pipeline.CallException;
import io.azimuth.adapters.azure.pipeline.CauseChain;
import io.azimuth.adapters.azure.pipeline.FailureWords;
import io.azimuth.adapters.azure.pipeline.RetryRules;
import io.azimuth.adapters.azure.pipeline.SafeErrorCode;
import io.azimuth.adapters.azure.pipeline.ThrottledException;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/** A credential whose failures are ours to read, and whose success is a token indeed. */
record ErrorMappingCredential(TokenCredential credential) implements TokenCredential {

  private static final Pattern CODE = Pattern.compile("AADSTS\\d+");

  /** How the library below names failures with the machine's identity; Azure has no such codes. */
  private static final String MANAGED_IDENTITY = "managed_identity_";

  /** Reports it with status 400. */
  private static final String BUSY = "temporarily_unavailable";

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return credential
        .getToken(request)
        .filter(ErrorMappingCredential::isToken)
        .switchIfEmpty(Mono.error(() -> new SignInException("signing in gave no token")))
        .onErrorMap(ErrorMappingCredential::explained);
  }

  // The SDK's token holds null when the answer had none.
  private static boolean isToken(AccessToken token) {
    return token.getToken() != null && !token.getToken().isBlank();
  }

  private static Throwable explained(Throwable thrown) {
    return CauseChain.find(thrown, SignInException.class)
        .<Throwable>map(ours -> ours)
        .or(() -> CauseChain.find(thrown, ThrottledException.class))
        .orElseGet(() -> translated(thrown));
  }

  private static SignInException translated(Throwable thrown) {
    return CauseChain.find(thrown, MsalServiceException.class)
        .map(ErrorMappingCredential::answered)
        .orElseGet(
            () ->
                new SignInException(
                    "signing in failed: "
                        + CauseChain.find(thrown, CallException.class)
                            .map(CallException::detail)
                            .orElseGet(() -> FailureWords.of(thrown))));
  }

  private static SignInException answered(MsalServiceException said) {
    Matcher code = CODE.matcher(String.valueOf(said.getMessage()));
    String word = SafeErrorCode.of(said.errorCode());
    Integer status = said.statusCode();
    String message =
        "signing in failed: "
            + (word.startsWith(MANAGED_IDENTITY) ? withoutIdentity(said) : word)
            + (code.find() ? " " + code.group() : "")
            + (status == null ? "" : ", status " + status);
    return status != null && isFinal(status) && !word.equals(BUSY)
        ? SignInException.refused(message)
        : new SignInException(message);
  }

  // Its codes help little: most mean that the answer could not be read.
  private static String withoutIdentity(MsalServiceException said) {
    return CauseChain.has(said, IOException.class)
        ? "the metadata service of this machine cannot be reached: " + FailureWords.of(said)
        : "the metadata service of this machine gave no token; has the machine this identity?";
  }

  private static boolean isFinal(int status) {
    return status >= 400 && status < 500 && !RetryRules.isRetryable(status);
  }
}
