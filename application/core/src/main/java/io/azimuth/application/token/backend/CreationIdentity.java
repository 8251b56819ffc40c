package io.azimuth.application.token.backend;

import io.azimuth.application.identity.Identities;
import io.azimuth.application.route.AuthenticatedCaller;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.token.CertificateProof;
import io.azimuth.application.token.RevocationTables;
import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.domain.token.Ancestor;
import io.azimuth.domain.token.CustomTokenId;
import io.azimuth.domain.token.TokenLifetime;
import io.azimuth.domain.token.TokenOrigin;
import io.azimuth.domain.token.TokenType;
import io.azimuth.domain.token.role.CertificateBinding;
import io.azimuth.domain.token.role.TokenRole;
import io.azimuth.spi.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The entity, the parent and the id of a new token. */
@Singleton
final class CreationIdentity {

  // Each use of a token reads all its ancestors at once.
  private static final int MAX_ANCESTORS = 64;

  private final Identities identities;
  private final RevocationTables revocations;

  @Inject
  CreationIdentity(Identities identities, RevocationTables revocations) {
    this.identities = identities;
    this.revocations = revocations;
  }

  /** Refuses a parent that may have no children. */
  static void checkParent(AuthenticatedCaller parent) {
    if (parent.token().type() == TokenType.BATCH) {
      throw RefusedException.invalid("batch tokens cannot create more tokens");
    }
    if (parent.token().rights().numUses() > 0) {
      throw RefusedException.invalid("restricted use token cannot generate child tokens");
    }
  }

  /** The entity that the request names by an alias, if it names one. Letter case is ignored. */
  Optional<Entity> aliased(CoreCall call, Optional<TokenRole> role) {
    String alias = AsciiCase.fold(call.fields().value(CreationFields.ENTITY_ALIAS));
    if (alias.isEmpty()) {
      return Optional.empty();
    }
    if (role.isEmpty()) {
      throw RefusedException.invalid(
          "'entity_alias' is only allowed in combination with token role");
    }
    if (!role.get().admitsAlias(alias)) {
      throw RefusedException.invalid("invalid 'entity_alias' value");
    }
    return Optional.of(identities.resolve(call, alias, Map.of()));
  }

  /** Notes that the entity of the new token is given it. */
  void given(CoreCall call, Optional<Entity> entity, TokenType type, TokenLifetime span) {
    Optional<Instant> batchEnd = type == TokenType.BATCH ? span.expiresAt() : Optional.empty();
    entity.ifPresent(it -> identities.given(call, it, batchEnd));
  }

  /** The id that the caller chose, if there is one. */
  static Optional<SecretText> customId(CoreCall call, TokenType type, boolean sudo) {
    String id = call.fields().value(CreationFields.ID);
    if (id.isEmpty()) {
      return Optional.empty();
    }
    if (!sudo) {
      throw RefusedException.invalid("root or sudo privileges required to specify token id");
    }
    Optional<String> problem =
        type == TokenType.BATCH
            ? Optional.of("batch tokens cannot have \"id\" set")
            : CustomTokenId.problem(id);
    if (problem.isPresent()) {
      throw RefusedException.invalid(problem.get());
    }
    return Optional.of(SecretText.of(id));
  }

  /**
   * Whether it has no parent: the role decides, otherwise the request, which needs sudo for that.
   */
  static boolean isOrphan(
      CoreCall call, Optional<TokenRole> role, boolean orphanRoute, boolean sudo) {
    if (orphanRoute || role.isPresent()) {
      return orphanRoute || role.get().tokens().orphan();
    }
    boolean asked = call.fields().value(CreationFields.NO_PARENT);
    if (asked && !sudo) {
      throw RefusedException.invalid("root or sudo privileges required to create orphan token");
    }
    return asked;
  }

  /** The addresses that it may be used from: those of its role, otherwise those of its parent. */
  static List<Cidr> boundCidrs(CoreCall call, Optional<TokenRole> role, boolean orphan) {
    if (role.isPresent()) {
      return role.get().tokens().boundCidrs();
    }
    return orphan ? List.of() : call.requiredCaller().token().rights().boundCidrs();
  }

  /** The certificate to which it is bound. */
  static Optional<CertificateDigest> boundCertificate(CoreCall call, Optional<TokenRole> role) {
    return CertificateProof.ofNewToken(
        role.map(it -> it.tokens().binding()).orElse(CertificateBinding.OFF), call);
  }

  static List<Ancestor> ancestors(CoreCall call, boolean orphan) {
    if (orphan) {
      return List.of();
    }
    List<Ancestor> ancestors = new ArrayList<>();
    ancestors.add(new Ancestor(call.requiredCaller().hash(), call.requiredCaller().token().mark()));
    ancestors.addAll(call.requiredCaller().credential().line());
    if (ancestors.size() > MAX_ANCESTORS) {
      throw new RefusedException(
          ErrorCategory.INVALID_REQUEST,
          "a token has at most " + MAX_ANCESTORS + " ancestors: create an orphan");
    }
    return ancestors;
  }

  TokenOrigin origin(CoreCall call, Optional<TokenRole> role) {
    String suffix =
        role.map(TokenRole::pathSuffix).filter(s -> !s.isEmpty()).map(s -> "/" + s).orElse("");
    return new TokenOrigin(
        revocations.stamp(call.work(), call.mount()),
        call.request().path() + suffix,
        CreationFields.displayName(call.fields()),
        call.fields().value(CreationFields.META),
        role.map(r -> r.name().value()),
        Map.of());
  }
}
