package io.azimuth.approle;

import io.azimuth.domain.approle.AppRole;
import io.azimuth.domain.approle.AppRoleEvidence;
import io.azimuth.domain.approle.AppRoleGrant;
import io.azimuth.domain.approle.AppRoleLogin;
import io.azimuth.domain.login.LoginDecision;
import io.azimuth.domain.mount.MountHash;
import io.azimuth.spi.LoginRoles;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.login.LoginAnswers;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.storage.MountHashes;
import io.azimuth.spi.storage.MountTransaction;
import java.util.List;
import java.util.Optional;

/**
 * Finds what a login names, and has it decided. Whether the role exists or not, it hashes as often
 * and looks for a secret id, so that the time of an answer reveals little to a stranger: an
 * existing role alone is read, once for each change of the mount.
 */
final class AppRoleLookup {

  private static final Field<String> ROLE_ID = Field.text("role_id", "the id of the role");

  /** The parameters of a login. */
  static final List<Field<?>> FIELDS = List.of(ROLE_ID, SecretIdRoutes.SECRET_ID);

  /** Where no secret id is kept. */
  private static final String NO_ROLE = "none";

  private final AppRoleStore roles;
  private final MountHashes hashes;

  AppRoleLookup(AppRoleStore roles, MountHashes hashes) {
    this.roles = roles;
    this.hashes = hashes;
  }

  /** How a login names its role: by the id. */
  LoginRoles loginRoles() {
    return new LoginRoles(LoginAnswers.PATH, ROLE_ID)
        .namedBy((work, sent) -> withId(work, sent.strip()).map(role -> role.name().value()));
  }

  private Optional<AppRole> withId(MountTransaction work, String roleId) {
    return hashes.find(work).flatMap(hash -> roles.withId(work, hash, roleId));
  }

  /**
   * The decision about a login, and the secret id that it used.
   *
   * @param evidence what it rests on
   * @param decision whether it is granted
   * @param secretId where the secret id is kept; empty when none was found or is needed
   */
  record Found(
      AppRoleEvidence evidence,
      LoginDecision<AppRoleGrant> decision,
      Optional<StoredSecretId> secretId) {

    /** The role, once the caller has proved that it may know of it. */
    Optional<AppRole> provedRole() {
      return evidence.role().filter(role -> decision.isProved());
    }
  }

  Found find(Call call) {
    String roleId = call.fields().value(ROLE_ID).strip();
    String secretId = call.fields().value(SecretIdRoutes.SECRET_ID).strip();
    if (roleId.isEmpty()) {
      throw RefusedException.invalid("missing role_id");
    }
    MountTransaction work = call.transaction();
    Optional<MountHash> hash = hashes.find(work);
    Optional<AppRole> role = hash.flatMap(it -> roles.withId(work, it, roleId));
    String roleKey = role.map(AppRole::key).orElse(NO_ROLE);
    Optional<StoredSecretId> stored =
        hash.map(it -> new StoredSecretId.Place(roleKey, it.of(roleKey, secretId)))
            .flatMap(place -> SecretIdStore.find(work.storage(), place))
            .filter(it -> role.filter(owner -> owner.secretIds().bound()).isPresent());
    AppRoleEvidence evidence =
        new AppRoleEvidence(
            role,
            !secretId.isEmpty(),
            stored.map(StoredSecretId::secretId),
            Optional.of(call.request().client().address()),
            call.now());
    return new Found(evidence, AppRoleLogin.decide(evidence), stored);
  }
}
