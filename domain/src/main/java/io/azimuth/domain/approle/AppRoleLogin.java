package io.azimuth.domain.approle;

import io.azimuth.domain.network.Cidr;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides about logins. Pure: a login and its dry run come to the same decision. After a check that
 * failed the others are skipped, because nothing is known of a caller who is not proved.
 */
public final class AppRoleLogin {

  private static final String AFTER_A_FAILURE = "an earlier check failed";

  private AppRoleLogin() {}

  /** The decision about this login. */
  public static AppRoleDecision decide(AppRoleEvidence evidence) {
    List<AppRoleCheck> checks = new ArrayList<>();
    for (AppRoleCheckName name : AppRoleCheckName.values()) {
      boolean failed = checks.stream().anyMatch(check -> check.denial().isPresent());
      checks.add(failed ? AppRoleCheck.skipped(name, AFTER_A_FAILURE) : check(name, evidence));
    }
    return new AppRoleDecision(evidence, checks);
  }

  private static AppRoleCheck check(AppRoleCheckName name, AppRoleEvidence evidence) {
    return switch (name) {
      case ROLE_ID -> roleId(evidence);
      case SECRET_ID -> secretId(evidence);
      case CIDR_LIST -> cidrList(evidence);
      case BOUND_CIDRS ->
          address(
              name,
              evidence.role().orElseThrow().secretIds().boundCidrs(),
              evidence.address(),
              AppRoleDenial.ADDRESS_NOT_BOUND_BY_ROLE);
      case TOKEN_CIDRS -> tokenCidrs(evidence);
    };
  }

  // Both must admit the address: the token is bound to what is in both.
  private static AppRoleCheck tokenCidrs(AppRoleEvidence evidence) {
    AppRoleCheck ofRole =
        tokenCidrs(evidence, evidence.role().orElseThrow().tokenSettings().boundCidrs());
    AppRoleCheck ofSecretId = tokenCidrs(evidence, AppRoleDecision.tokenCidrs(evidence));
    boolean roleDecides =
        ofRole.denial().isPresent() || ofSecretId.outcome() == AppRoleCheck.Outcome.SKIPPED;
    return roleDecides ? ofRole : ofSecretId;
  }

  private static AppRoleCheck tokenCidrs(AppRoleEvidence evidence, List<Cidr> blocks) {
    return address(
        AppRoleCheckName.TOKEN_CIDRS,
        blocks,
        evidence.address(),
        AppRoleDenial.ADDRESS_NOT_BOUND_BY_TOKEN);
  }

  private static AppRoleCheck roleId(AppRoleEvidence evidence) {
    return evidence
        .role()
        .map(role -> AppRoleCheck.passed(AppRoleCheckName.ROLE_ID, "", role.name().value()))
        .orElseGet(
            () ->
                AppRoleCheck.failed(
                    AppRoleCheckName.ROLE_ID, AppRoleDenial.ROLE_ID_UNKNOWN, "", ""));
  }

  private static AppRoleCheck secretId(AppRoleEvidence evidence) {
    AppRoleCheckName name = AppRoleCheckName.SECRET_ID;
    if (!evidence.role().orElseThrow().secretIds().bound()) {
      return AppRoleCheck.skipped(name, "the role has bind_secret_id=false");
    }
    if (!evidence.secretIdSent()) {
      return AppRoleCheck.failed(name, AppRoleDenial.SECRET_ID_MISSING, "a secret id", "");
    }
    if (evidence.secretId().isEmpty()) {
      return AppRoleCheck.failed(
          name, AppRoleDenial.SECRET_ID_UNKNOWN, "a secret id of the role", "");
    }
    IssuedSecretId secretId = evidence.secretId().orElseThrow();
    String accessor = "accessor " + secretId.accessor();
    String before = secretId.expires().map(end -> "before " + end).orElse("");
    return secretId.isExpired(evidence.now())
        ? AppRoleCheck.failed(
            name, AppRoleDenial.SECRET_ID_EXPIRED, before, evidence.now().toString())
        : AppRoleCheck.passed(name, before, accessor);
  }

  private static AppRoleCheck cidrList(AppRoleEvidence evidence) {
    return evidence
        .secretId()
        .map(
            secretId ->
                address(
                    AppRoleCheckName.CIDR_LIST,
                    secretId.cidrs(),
                    evidence.address(),
                    AppRoleDenial.ADDRESS_NOT_IN_CIDR_LIST))
        .orElseGet(() -> AppRoleCheck.skipped(AppRoleCheckName.CIDR_LIST, "no secret id is used"));
  }

  private static AppRoleCheck address(
      AppRoleCheckName name,
      List<Cidr> blocks,
      Optional<InetAddress> address,
      AppRoleDenial denial) {
    if (blocks.isEmpty()) {
      return AppRoleCheck.skipped(name, "every address is allowed");
    }
    String expected = blocks.stream().map(Cidr::toString).collect(Collectors.joining(", "));
    String actual = address.map(InetAddress::getHostAddress).orElse("");
    return CidrList.admits(blocks, address)
        ? AppRoleCheck.passed(name, expected, actual)
        : AppRoleCheck.failed(name, denial, expected, actual);
  }
}
