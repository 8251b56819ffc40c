package io.azimuth.application.token.backend;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.route.CoreCall;
import io.azimuth.application.token.TokenAuthority;
import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenLifetime;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Looks tokens up: by themselves, by accessor, or the caller's own. */
@Singleton
final class TokenLookupRoutes {

  private static final AnswerSchema SHOWN =
      AnswerSchema.data(
          AnswerField.text("id", "the token; empty when it was found by its accessor"),
          AnswerField.text("accessor", "its accessor"),
          AnswerField.text("display_name", "its name in the audit log"),
          AnswerField.text("path", "the path of the request that made it"),
          AnswerField.text("entity_id", "the entity of its holder; empty when it has none"),
          AnswerField.text("type", "service or batch"),
          AnswerField.texts("policies", "the policies that it was issued with"),
          AnswerField.texts("identity_policies", "those of its entity and of its groups"),
          AnswerField.pairs("meta", "what is known of its holder").orNull(),
          AnswerField.number("num_uses", "how often it can be used; 0: without limit"),
          AnswerField.flag("orphan", "whether it has no parent"),
          AnswerField.text("role", "the role that it was issued under"),
          AnswerField.texts("bound_cidrs", "where it can be used from"),
          AnswerField.text("bound_certificate", "the certificate that each use needs"),
          AnswerField.number("creation_time", "when it was issued, in seconds since 1970"),
          AnswerField.seconds("creation_ttl", "how long it was valid then"),
          AnswerField.seconds("explicit_max_ttl", "how long it is valid at most; 0: not set"),
          AnswerField.seconds("ttl", "how long it is valid from now; 0: without end"),
          AnswerField.time("expire_time", "when it ends").orNull(),
          AnswerField.time("issue_time", "when it was issued"),
          AnswerField.flag("renewable", "whether it can be renewed"),
          AnswerField.time("last_renewal", "when it was renewed last"),
          AnswerField.number("last_renewal_time", "the same in seconds since 1970"),
          AnswerField.seconds("period", "what each renewal gives"));

  private final TargetToken target;
  private final TokenAuthority authority;

  @Inject
  TokenLookupRoutes(TargetToken target, TokenAuthority authority) {
    this.target = target;
    this.authority = authority;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "lookup-self")
            .access(Access.AUTHORIZED)
            .summary("Look up the token that is sent")
            .answers(SHOWN)
            .handle(core(this::self)),
        Route.on(Operation.WRITE, "lookup-self")
            .access(Access.AUTHORIZED)
            .summary("Look up the token that is sent")
            .answers(SHOWN)
            .handle(core(this::self)),
        Route.on(Operation.READ, "lookup")
            .access(Access.AUTHORIZED)
            .summary("Look up the token that is sent")
            .fields(TargetToken.TOKEN)
            .answers(SHOWN)
            .handle(core(this::lookup)),
        Route.on(Operation.WRITE, "lookup")
            .access(Access.AUTHORIZED)
            .summary("Look up a token")
            .fields(TargetToken.TOKEN)
            .answers(SHOWN)
            .handle(core(this::lookup)),
        Route.on(Operation.WRITE, "lookup-accessor")
            .access(Access.AUTHORIZED)
            .summary("Look up a token by its accessor")
            .fields(TargetToken.ACCESSOR)
            .answers(SHOWN)
            .handle(core(call -> show(target.byAccessor(call), call))));
  }

  private Answer self(CoreCall call) {
    return show(target.self(call), call);
  }

  private Answer lookup(CoreCall call) {
    if (call.fields().value(TargetToken.TOKEN).isEmpty()) {
      return self(call);
    }
    return target
        .inRequest(call)
        .map(found -> show(found, call))
        .orElseThrow(() -> new RefusedException(ErrorCategory.PERMISSION_DENIED, "bad token"));
  }

  private Answer show(TargetToken.Found found, CoreCall call) {
    Token token = found.credential().token();
    Value.Builder data =
        Value.Obj.builder()
            .put("id", found.clientToken().expose())
            .put("accessor", token.accessor().map(accessor -> accessor.value()).orElse(""))
            .put("display_name", token.origin().displayName())
            .put("path", token.origin().path())
            .put("entity_id", found.credential().entityId().orElse(""))
            .put("type", token.type().name().toLowerCase(Locale.ROOT))
            .put("policies", token.rights().policies())
            .put("meta", meta(token))
            .put("num_uses", found.credential().usesLeft().orElse(0))
            .put("orphan", found.credential().isOrphan())
            .putIfPresent("role", token.origin().role());
    List<String> identityPolicies =
        authority.identityPolicies(call.work(), found.credential().entity());
    if (!identityPolicies.isEmpty()) {
      data.put("identity_policies", identityPolicies);
    }
    span(data, token, call.now());
    if (!token.rights().boundCidrs().isEmpty()) {
      data.put("bound_cidrs", token.rights().boundCidrs().stream().map(Cidr::toString).toList());
    }
    data.putIfPresent(
        "bound_certificate", token.rights().boundCertificate().map(CertificateDigest::text));
    return Answer.data(data.build());
  }

  private static Value meta(Token token) {
    return token.origin().metadata().isEmpty() ? Value.NULL : Value.of(token.origin().metadata());
  }

  // A token without an end has neither issue_time nor renewable.
  private static void span(Value.Builder data, Token token, Instant now) {
    TokenLifetime span = token.lifetime();
    data.put("creation_time", span.createdAt().getEpochSecond())
        .put("creation_ttl", span.creationTtl().toSeconds())
        .put("explicit_max_ttl", span.explicitMaxTtl().toSeconds())
        .put("ttl", token.remaining(now).toSeconds());
    if (span.expiresAt().isEmpty()) {
      data.put("expire_time", Value.NULL);
      return;
    }
    data.put("expire_time", span.expiresAt().get().toString())
        .put("issue_time", span.createdAt().toString())
        .put("renewable", span.renewable());
    span.lastRenewal()
        .ifPresent(
            renewal ->
                data.put("last_renewal", renewal.toString())
                    .put("last_renewal_time", renewal.getEpochSecond()));
    if (!span.period().isZero()) {
      data.put("period", span.period().toSeconds());
    }
  }
}
