package io.azimuth.application.seal;

import io.azimuth.application.port.SecretGenerator;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.token.TokenFactory;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.domain.policy.BuiltInPolicies;
import io.azimuth.domain.policy.PolicyName;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.MountStamp;
import io.azimuth.domain.token.TokenOrigin;
import io.azimuth.domain.token.TokenPolicies;
import io.azimuth.domain.token.TokenRights;
import io.azimuth.domain.token.TokenSpan;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a store holds from the first moment on. */
@Singleton
public final class FirstRecords {

  private static final int ACCESSOR_HEX = 8;

  private final SecretGenerator secrets;
  private final TokenFactory tokens;
  private final Clock clock;

  @Inject
  FirstRecords(SecretGenerator secrets, TokenFactory tokens, Clock clock) {
    this.secrets = secrets;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Stages the fixed mounts, the default policy and a root token, which is returned. */
  SecretText stage(UnitOfWork work) {
    Mount tokenMount = mount("auth/token/", "token", "auth_token", "token based credentials");
    String sys = "system endpoints used for control, policy and debugging";
    work.mounts().put(mount("sys/", "system", "system", sys));
    work.mounts().put(mount("identity/", "identity", "identity", "identity store"));
    work.mounts()
        .put(mount("cubbyhole/", "cubbyhole", "cubbyhole", "per-token private secret storage"));
    work.mounts().put(tokenMount);
    work.policies().put(PolicyName.DEFAULT.value(), BuiltInPolicies.DEFAULT_TEXT);
    work.beginEpoch();
    return rootToken(work, tokenMount);
  }

  private SecretText rootToken(UnitOfWork work, Mount tokenMount) {
    TokenOrigin origin =
        new TokenOrigin(
            new MountStamp(tokenMount.accessor(), tokenMount.revocations()),
            "auth/token/root",
            "root",
            Map.of(),
            Optional.empty(),
            Map.of());
    TokenRights rights =
        new TokenRights(List.of(TokenPolicies.ROOT), Optional.empty(), List.of(), 0);
    return tokens
        .mint(work, origin, rights, TokenSpan.endless(clock.instant()), List.of())
        .clientToken();
  }

  private Mount mount(String path, String type, String accessorPrefix, String description) {
    String uuid = secrets.uuid();
    return new Mount(
        new MountPath(path),
        type,
        uuid,
        accessorPrefix + "_" + uuid.substring(0, ACCESSOR_HEX),
        description,
        MountSettings.DEFAULT,
        0);
  }
}
