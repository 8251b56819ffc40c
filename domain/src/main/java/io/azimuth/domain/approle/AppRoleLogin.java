package io.azimuth.domain.approle;

import io.azimuth.domain.login.CheckOutcome;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.login.LoginDecision;
import io.azimuth.domain.login.LoginDenial;
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

  private static final List<AppRoleCheckName> ALL = List.of(AppRoleCheckName.values());

  private AppRoleLogin() {}

  /** The decision about this login. */
  public static LoginDecision<AppRoleGrant> decide(AppRoleEvidence evidence) {
    List<LoginCheck> checks = new ArrayList<>();
    for (AppRoleCheckName name : ALL) {
      LoginCheck check = check(name, evidence);
      checks.add(check);
      if (check.isFailed()) {
        return LoginDecision.refused(checks, ALL);
      }
    }
    return new LoginDecision<>(checks, Optional.of(AppRoleGrant.of(evidence)));
  }

  /**
   * What the caller reads of a refusal for that reason. Without a secret id, an unknown role reads
   * the same as one that needs a secret id.
   */
  public static String callerText(AppRoleEvidence evidence, LoginDenial reason) {
    LoginDenial denial =
        reason == AppRoleDenial.ROLE_ID_UNKNOWN && !evidence.secretIdSent()
            ? AppRoleDenial.SECRET_ID_MISSING
            : reason.asCallerSeesIt();
    return denial.sentence();
  }

  private static LoginCheck check(AppRoleCheckName name, AppRoleEvidence evidence) {
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
  private static LoginCheck tokenCidrs(AppRoleEvidence evidence) {
    LoginCheck ofRole =
        tokenCidrs(evidence, evidence.role().orElseThrow().tokenSettings().boundCidrs());
    LoginCheck ofSecretId = tokenCidrs(evidence, evidence.tokenCidrs());
    boolean roleDecides = ofRole.isFailed() || ofSecretId.result() == CheckOutcome.SKIPPED;
    return roleDecides ? ofRole : ofSecretId;
  }

  private static LoginCheck tokenCidrs(AppRoleEvidence evidence, List<Cidr> blocks) {
    return address(
        AppRoleCheckName.TOKEN_CIDRS,
        blocks,
        evidence.address(),
        AppRoleDenial.ADDRESS_NOT_BOUND_BY_TOKEN);
  }

  private static LoginCheck roleId(AppRoleEvidence evidence) {
    return evidence
        .role()
        .map(role -> LoginCheck.passed(AppRoleCheckName.ROLE_ID, "", role.name().value()))
        .orElseGet(
            () ->
                LoginCheck.failed(AppRoleCheckName.ROLE_ID, AppRoleDenial.ROLE_ID_UNKNOWN, "", ""));
  }

  private static LoginCheck secretId(AppRoleEvidence evidence) {
    AppRoleCheckName name = AppRoleCheckName.SECRET_ID;
    if (!evidence.role().orElseThrow().secretIds().bound()) {
      return LoginCheck.skipped(name, "the role has bind_secret_id=false");
    }
    if (!evidence.secretIdSent()) {
      return LoginCheck.failed(name, AppRoleDenial.SECRET_ID_MISSING, "a secret id", "");
    }
    if (evidence.secretId().isEmpty()) {
      return LoginCheck.failed(
          name, AppRoleDenial.SECRET_ID_UNKNOWN, "a secret id of the role", "");
    }
    IssuedSecretId secretId = evidence.secretId().orElseThrow();
    String accessor = "accessor " + secretId.accessor();
    String before = secretId.expires().map(end -> "before " + end).orElse("");
    return secretId.isExpired(evidence.now())
        ? LoginCheck.failed(
            name, AppRoleDenial.SECRET_ID_EXPIRED, before, evidence.now().toString())
        : LoginCheck.passed(name, before, accessor);
  }

  private static LoginCheck cidrList(AppRoleEvidence evidence) {
    return evidence
        .secretId()
        .map(
            secretId ->
                address(
                    AppRoleCheckName.CIDR_LIST,
                    secretId.cidrs(),
                    evidence.address(),
                    AppRoleDenial.ADDRESS_NOT_IN_CIDR_LIST))
        .orElseGet(() -> LoginCheck.skipped(AppRoleCheckName.CIDR_LIST, "no secret id is used"));
  }

  private static LoginCheck address(
      AppRoleCheckName name,
      List<Cidr> blocks,
      Optional<InetAddress> address,
      AppRoleDenial denial) {
    if (blocks.isEmpty()) {
      return LoginCheck.skipped(name, "every address is allowed");
    }
    String expected = blocks.stream().map(Cidr::toString).collect(Collectors.joining(", "));
    String actual = address.map(InetAddress::getHostAddress).orElse("");
    return CidrList.admits(blocks, address)
        ? LoginCheck.passed(name, expected, actual)
        : LoginCheck.failed(name, denial, expected, actual);
  }
}
