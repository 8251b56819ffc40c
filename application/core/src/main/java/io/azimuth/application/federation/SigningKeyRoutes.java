package io.azimuth.application.federation;

import static io.azimuth.application.route.CoreHandler.core;
import static io.azimuth.application.route.CoreHandler.coreCheck;

import io.azimuth.application.mount.MountTables;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.federation.SigningKeyName;
import io.azimuth.domain.federation.SigningKeyRing;
import io.azimuth.domain.federation.SigningKeySettings;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.text.Quoted;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Named signing keys: {@code oidc/key}. */
@Singleton
final class SigningKeyRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(SigningKeyRoutes.class);
  private static final String NAME = "name";
  private static final String PATH = "oidc/key/:name";

  private final SigningKeys keys;
  private final SigningKeyRotation rotation;
  private final MountTables tables;
  private final OidcRoles roles;

  @Inject
  SigningKeyRoutes(
      SigningKeys keys, SigningKeyRotation rotation, MountTables tables, OidcRoles roles) {
    this.keys = keys;
    this.roles = roles;
    this.rotation = rotation;
    this.tables = tables;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.LIST, "oidc/key")
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.keys())
            .handle(core(this::list)),
        Route.on(Operation.READ, PATH)
            .access(Access.AUTHORIZED)
            .captures(NAME, "The name of the key.")
            .answers(AnswerSchema.data(AnswerField.of(SigningKeyFields.ALL)))
            .handle(core(this::read)),
        Route.on(Operation.WRITE, PATH)
            .access(Access.AUTHORIZED)
            .fields(SigningKeyFields.ALL)
            .existence(coreCheck(call -> stored(call).isPresent()))
            .answers(AnswerSchema.nothing())
            .handle(core(this::write)),
        Route.on(Operation.DELETE, PATH)
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.nothing())
            .handle(core(this::delete)),
        Route.on(Operation.WRITE, PATH + "/rotate")
            .access(Access.AUTHORIZED)
            .fields(SigningKeyFields.VERIFICATION_TTL)
            .captures(NAME, "The name of the key.")
            .answers(AnswerSchema.nothing())
            .handle(core(this::rotate)));
  }

  private Answer list(CoreCall call) {
    return Answer.keys(keys.all(call.work()).stream().map(key -> key.name().value()).toList());
  }

  private Answer read(CoreCall call) {
    return name(call)
        .flatMap(name -> keys.find(call.work(), name))
        .map(key -> Answer.data(view(key.settings())))
        .orElseGet(Answer.NotFound::new);
  }

  private static Value.Obj view(SigningKeySettings settings) {
    return Value.Obj.builder()
        .put("rotation_period", settings.rotationPeriod().toSeconds())
        .put("verification_ttl", settings.verificationTtl().toSeconds())
        .put("algorithm", settings.algorithm().jwsName())
        .put("allowed_client_ids", settings.allowedAudiences())
        .build();
  }

  // The key pairs are made when a mount or a role first needs them, so no key is published that
  // never signs.
  private Answer write(CoreCall call) {
    SigningKeyName name =
        name(call).orElseThrow(() -> RefusedException.invalid("invalid key name"));
    Optional<NamedSigningKey> before = stored(call);
    SigningKeySettings settings =
        SigningKeyFields.settings(call.fields(), before.map(NamedSigningKey::settings));
    before.ifPresent(key -> refuseShorterThanRoles(call, key.name(), settings));
    refuseAlgorithmOfMounts(call, name, settings);
    before
        .filter(key -> key.settings().algorithm() != settings.algorithm())
        .flatMap(NamedSigningKey::ring)
        .ifPresent(ring -> refuseCrowded(ring, call.now(), "change the algorithm later"));
    keys.put(
        call.work(),
        before
            .map(key -> key.with(settings, call.now(), () -> rotation.fresh(settings.algorithm())))
            .orElseGet(() -> new NamedSigningKey(name, settings, Optional.empty())));
    call.afterCommit()
        .onSettled(
            () ->
                settings
                    .warnings()
                    .forEach(
                        warning -> LOG.warn("signing key written, key={}: {}", name, warning)));
    return new Answer.Empty(); // clients take any body for an error
  }

  private void refuseShorterThanRoles(
      CoreCall call, SigningKeyName name, SigningKeySettings settings) {
    Duration verification = settings.verificationTtl();
    if (roles.ofKey(call.work(), name).stream()
        .anyMatch(role -> role.ttl().compareTo(verification) > 0)) {
      throw RefusedException.invalid(
          "unable to update key "
              + Quoted.of(name.value())
              + " because it is currently referenced by one or more roles with a token ttl greater"
              + " than "
              + verification.toSeconds()
              + " seconds");
    }
  }

  private void refuseAlgorithmOfMounts(
      CoreCall call, SigningKeyName name, SigningKeySettings settings) {
    if (settings.isForEntra()) {
      return;
    }
    if (name.equals(SigningKeyName.DEFAULT)) {
      throw RefusedException.invalid(
          "the key \"default\" signs for every mount that names no other, and Entra accepts"
              + " RS256 only: make another key for your roles");
    }
    List<String> users = mountsOf(call, name);
    if (!users.isEmpty()) {
      throw RefusedException.invalid(
          "the key "
              + Quoted.of(name.value())
              + " is the identity_token_key of these mounts, and Entra accepts RS256 only: "
              + String.join(", ", users));
    }
  }

  private List<String> mountsOf(CoreCall call, SigningKeyName name) {
    return tables.of(call.work()).mounts().stream()
        .filter(mount -> mount.settings().identityTokenKey().equals(name.value()))
        .map(Mount::path)
        .map(Object::toString)
        .toList();
  }

  private Answer delete(CoreCall call) {
    Optional<SigningKeyName> name = name(call);
    if (name.isEmpty()) {
      return new Answer.Empty();
    }
    if (name.get().equals(SigningKeyName.DEFAULT)) {
      throw RefusedException.invalid("deletion of key \"default\" not allowed");
    }
    refuseIfUsed(call, name.get());
    keys.delete(call.work(), name.get());
    return new Answer.Empty();
  }

  private void refuseIfUsed(CoreCall call, SigningKeyName name) {
    refuseIfAny("mounts", mountsOf(call, name), name);
    refuseIfAny(
        "roles", roles.ofKey(call.work(), name).stream().map(OidcRole::name).toList(), name);
  }

  private static void refuseIfAny(String kind, List<String> users, SigningKeyName name) {
    if (!users.isEmpty()) {
      throw RefusedException.invalid(
          "unable to delete key "
              + Quoted.of(name.value())
              + " because it is currently referenced by these "
              + kind
              + ": "
              + String.join(", ", users));
    }
  }

  private Answer rotate(CoreCall call) {
    NamedSigningKey key =
        stored(call).orElseThrow(() -> SigningKeys.notFound(call.fields().captured(NAME)));
    SigningKeyFields.settings(
        call.fields(), Optional.of(key.settings())); // refuses a verification_ttl that is too long
    Optional<Duration> verification = call.fields().present(SigningKeyFields.VERIFICATION_TTL);
    if (key.ring().isEmpty()) {
      rotation.staged(call, key);
      return new Answer.Empty();
    }
    SigningKeyRing ring = key.ring().get();
    refuseCrowded(ring, call.now(), "rotate later, or with a shorter verification_ttl");
    SigningKeyRing rotated =
        ring.rotateNow(
            key.settings(), verification, call.now(), rotation.fresh(key.settings().algorithm()));
    keys.put(call.work(), key.with(rotated));
    Duration published = ring.nextPublishedFor(call.now());
    call.afterCommit().onSettled(() -> logChange(key, rotated, published));
    return new Answer.Empty();
  }

  private static void refuseCrowded(SigningKeyRing ring, Instant now, String instead) {
    if (ring.isCrowded(now)) {
      throw RefusedException.invalid(
          "too many old keys are still published, and Azure looks at the first 100 keys of an"
              + " issuer only: "
              + instead);
    }
  }

  private static void logChange(NamedSigningKey key, SigningKeyRing rotated, Duration published) {
    LOG.warn(
        "signing key rotated by hand, key={}, kid={}, published_seconds={}, next={}",
        key.name(),
        rotated.current().id(),
        published.toSeconds(),
        rotated.next().id());
    if (published.compareTo(key.settings().rotationPeriod()) < 0) {
      LOG.warn(
          "the key that signs from now on was published for {} s only: Azure may refuse its tokens"
              + " until it fetches the keys again, key={}",
          published.toSeconds(),
          key.name());
    }
  }

  private Optional<NamedSigningKey> stored(CoreCall call) {
    return name(call).flatMap(name -> keys.findStored(call.work(), name));
  }

  private static Optional<SigningKeyName> name(CoreCall call) {
    return SigningKeyName.parse(call.fields().captured(NAME));
  }
}
