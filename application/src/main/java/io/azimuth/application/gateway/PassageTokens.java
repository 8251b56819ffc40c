package io.azimuth.application.gateway;

import io.azimuth.application.api.ApiRequest;
import io.azimuth.application.api.Auth;
import io.azimuth.application.api.RefusedException;
import io.azimuth.application.port.store.Credential;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.Call;
import io.azimuth.application.route.Caller;
import io.azimuth.application.route.TokenGrant;
import io.azimuth.application.token.TokenIssuer;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.secret.SecretText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The tokens of one passage: the one that came with it and those that it issues. */
final class PassageTokens {

  /** What spec 1.7 says of a refused path. */
  static final String DENIED = "1 error occurred:\n\t* permission denied\n\n";

  // Agents log in anew on the words "invalid token".
  private static final String BAD_TOKEN =
      "2 errors occurred:\n\t* permission denied\n\t* invalid token\n\n";

  private final ApiRequest request;
  private final PassageSteps steps;
  private final List<TokenIssuer.Issued> issued = new ArrayList<>();

  PassageTokens(ApiRequest request, PassageSteps steps) {
    this.request = request;
    this.steps = steps;
  }

  /** Who calls. */
  Caller caller(UnitOfWork work, Instant now) {
    SecretText token =
        request
            .token()
            .orElseThrow(() -> new RefusedException(ErrorCategory.PERMISSION_DENIED, DENIED));
    Credential credential = credential(work, token, now);
    return steps
        .authority()
        .caller(work, token, credential, request.client().address())
        .orElseThrow(() -> new RefusedException(ErrorCategory.PERMISSION_DENIED, DENIED));
  }

  private Credential credential(UnitOfWork work, SecretText token, Instant now) {
    return steps
        .authority()
        .valid(work, token, now)
        .orElseThrow(() -> new RefusedException(ErrorCategory.PERMISSION_DENIED, BAD_TOKEN));
  }

  Auth issue(Call call, TokenGrant grant) {
    TokenIssuer.Issued token = steps.issuer().issue(call, grant);
    issued.add(token);
    return token.auth();
  }

  boolean issued() {
    return !issued.isEmpty();
  }

  void forgetIssued() {
    issued.clear();
  }

  /** What is to be said about the lifetimes of the issued tokens. */
  List<String> warnings() {
    return issued.stream().flatMap(one -> one.warnings().stream()).toList();
  }

  void withdraw(UnitOfWork work) {
    issued.forEach(one -> work.tokens().remove(one.minted().hash(), one.minted().token()));
  }
}
