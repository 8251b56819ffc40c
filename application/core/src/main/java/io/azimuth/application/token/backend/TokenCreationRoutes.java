package io.azimuth.application.token.backend;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.route.CoreCall;
import io.azimuth.application.token.AuthView;
import io.azimuth.application.token.TokenAuthority;
import io.azimuth.application.token.TokenDraft;
import io.azimuth.application.token.TokenFactory;
import io.azimuth.application.token.role.TokenRoles;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.TokenLifetime;
import io.azimuth.domain.token.TokenPolicies;
import io.azimuth.domain.token.TokenRights;
import io.azimuth.domain.token.TokenType;
import io.azimuth.domain.token.role.TokenRole;
import io.azimuth.domain.token.role.TokenRoleName;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Creates tokens from a token. The order of the checks is fixed: it decides which refusal a client
 * gets.
 */
@Singleton
final class TokenCreationRoutes {

  private static final String ROLE = "role_name";
  private static final String CUSTOM_ID =
      "Supplying a custom ID for the token: whoever guesses it has the token. Let the server make"
          + " tokens wherever you can";

  private final TokenFactory factory;
  private final TokenRoles roles;
  private final CreationLifetime spans;
  private final CreationIdentity identity;
  private final TokenAuthority authority;

  @Inject
  TokenCreationRoutes(
      TokenFactory factory,
      TokenRoles roles,
      CreationLifetime spans,
      CreationIdentity identity,
      TokenAuthority authority) {
    this.factory = factory;
    this.roles = roles;
    this.spans = spans;
    this.identity = identity;
    this.authority = authority;
  }

  List<Route> routes() {
    List<Field<?>> fields = CreationFields.ALL;
    return List.of(
        Route.on(Operation.WRITE, "create")
            .access(Access.AUTHORIZED)
            .summary("Make a token")
            .fields(fields)
            .answers(AnswerSchema.token())
            .handle(core(call -> create(call, Optional.empty(), false))),
        Route.on(Operation.WRITE, "create-orphan")
            .access(Access.AUTHORIZED)
            .summary("Make a token without a parent")
            .fields(fields)
            .answers(AnswerSchema.token())
            .handle(core(call -> create(call, Optional.empty(), true))),
        Route.on(Operation.WRITE, "create/:role_name")
            .access(Access.AUTHORIZED)
            .summary("Make a token by a role")
            .fields(fields)
            .captures(ROLE, "The name of the role.")
            .answers(AnswerSchema.token())
            .handle(core(call -> create(call, Optional.of(role(call)), false))));
  }

  private TokenRole role(CoreCall call) {
    String sent = call.fields().captured(ROLE);
    return TokenRoleName.parse(sent)
        .flatMap(name -> roles.find(call.work(), call.mount().uuid(), name))
        .orElseThrow(() -> RefusedException.invalid("unknown role " + sent));
  }

  private Answer create(CoreCall call, Optional<TokenRole> role, boolean orphanRoute) {
    CreationIdentity.checkParent(call.requiredCaller());
    CreationTerms terms = CreationTerms.of(call.fields(), role);
    boolean sudo = call.requiredCaller().acl().hasSudo(call.request().path());
    Optional<Entity> alias = identity.aliased(call, role);
    Optional<SecretText> id = CreationIdentity.customId(call, terms.type(), sudo);
    List<String> policies =
        CreationPolicies.resolve(call.fields(), role, call.requiredCaller().token(), sudo);
    if (policies.contains(TokenPolicies.ROOT) && terms.type() == TokenType.BATCH) {
      throw RefusedException.invalid("batch tokens cannot be root tokens");
    }
    boolean orphan = CreationIdentity.isOrphan(call, role, orphanRoute, sudo);
    List<String> warnings = new ArrayList<>(missing(call, policies));
    warnings.addAll(terms.warnings());
    id.ifPresent(custom -> warnings.add(CUSTOM_ID));
    TokenLifetime span = spans.lifetime(call, policies, terms, sudo, warnings);
    Optional<Entity> entity = alias.or(() -> inherited(call, orphan));
    TokenRights rights =
        new TokenRights(
            policies,
            entity.map(Entity::id),
            CreationIdentity.boundCidrs(call, role, orphan),
            terms.numUses(),
            CreationIdentity.boundCertificate(call, role));
    TokenDraft draft =
        new TokenDraft(
            identity.origin(call, role), rights, span, CreationIdentity.ancestors(call, orphan));
    identity.given(call, entity, terms.type(), span);
    List<String> identityPolicies = authority.identityPolicies(call.work(), entity);
    TokenFactory.Minted minted = mint(call, terms.type(), id, draft);
    return new Answer.Envelope(
        Optional.empty(), Optional.of(AuthView.of(minted, identityPolicies)), warnings);
  }

  private static Optional<Entity> inherited(CoreCall call, boolean orphan) {
    return orphan ? Optional.empty() : call.requiredCaller().credential().entity();
  }

  private TokenFactory.Minted mint(
      CoreCall call, TokenType type, Optional<SecretText> id, TokenDraft draft) {
    TokenFactory.Minted minted =
        type == TokenType.BATCH
            ? factory.mintBatch(draft)
            : id.map(custom -> factory.mintCustom(call.work(), custom, draft))
                .orElseGet(() -> factory.mintService(call.work(), draft));
    call.staged(minted.hash(), minted.token());
    return minted;
  }

  // Policies that do not exist are allowed; the warning helps an operator who mistyped a name.
  private static List<String> missing(CoreCall call, List<String> policies) {
    return call.missingPolicies(policies).stream()
        .map(name -> "Policy \"" + name + "\" does not exist")
        .toList();
  }
}
