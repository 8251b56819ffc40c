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
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tokens of one passage: the one that came with it and those that it issues. */
final class PassageTokens implements Call.Issuer {

  /** What spec 1.7 says of a refused path. */
  static final String DENIED = "1 error occurred:\n\t* permission denied\n\n";

  // Agents log in anew on the words "invalid token".
  private static final String BAD_TOKEN =
      "2 errors occurred:\n\t* permission denied\n\t* invalid token\n\n";

  private final ApiRequest request;
  private final PassageSteps steps;
  private final Map<TokenHash, Token> staged = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();

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

  @Override
  public Auth issue(Call call, TokenGrant grant) {
    TokenIssuer.Issued token = steps.issuer().issue(call, grant);
    staged(token.minted().hash(), token.minted().token());
    warnings.addAll(token.warnings());
    return token.auth();
  }

  @Override
  public void staged(TokenHash hash, Token token) {
    staged.put(hash, token);
  }

  boolean issued() {
    return !staged.isEmpty();
  }

  void forgetIssued() {
    staged.clear();
    warnings.clear();
  }

  /** What is to be said about the lifetimes of the issued tokens. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  void withdraw(UnitOfWork work) {
    staged.keySet().forEach(work.tokens()::remove);
  }
}
