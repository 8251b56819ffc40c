package io.azimuth.azure.login;

import io.azimuth.azure.grace.ProofToKeep;
import io.azimuth.azure.replay.UsedTokenPlace;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.login.LoginGrant;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.login.CheckOutcome;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.spi.api.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The outcome of a login, with every check that was made. */
sealed interface LoginOutcome {

  /** Every check, in the order in which they were made. */
  List<LoginCheck> checks();

  /** The same after one more check. */
  LoginOutcome with(LoginCheck last);

  /** The resource that the token or the request names; empty when none was looked at. */
  default Optional<String> resource() {
    return checks().stream()
        .filter(check -> check.name() == CheckName.RESOURCE)
        .filter(check -> check.result() == CheckOutcome.PASSED)
        .map(LoginCheck::actual)
        .findFirst();
  }

  /**
   * Granted.
   *
   * @param role the role of the login
   * @param grant the result of the login
   * @param checks all checks
   * @param proof what of Azure's answer the login keeps for an outage, if it keeps anything
   * @param uses where the login keeps what it used up: its token, if the role takes tokens once,
   *     and the nonce of its attested document
   */
  record Granted(
      AzureRole role,
      LoginGrant grant,
      List<LoginCheck> checks,
      Optional<ProofToKeep> proof,
      List<UsedTokenPlace> uses)
      implements LoginOutcome {

    public Granted {
      Objects.requireNonNull(role, "role");
      Objects.requireNonNull(grant, "grant");
      checks = List.copyOf(checks);
      Objects.requireNonNull(proof, "proof");
      uses = List.copyOf(uses);
    }

    /** A grant that keeps nothing of Azure and uses nothing up. */
    Granted(AzureRole role, LoginGrant grant, List<LoginCheck> checks) {
      this(role, grant, checks, Optional.empty(), List.of());
    }

    /** This grant, with all checks in place of its own. */
    Granted withChecks(List<LoginCheck> all) {
      return new Granted(role, grant, all, proof, uses);
    }

    /** This grant, whose token says that it rests on facts of before an outage. */
    Granted byGrace() {
      return new Granted(role, grant.byGrace(), checks, proof, uses);
    }

    /** This grant, which keeps a proof. */
    Granted keeping(Optional<ProofToKeep> kept) {
      return new Granted(role, grant, checks, kept, uses);
    }

    /** This grant, which uses what has that place up, too. */
    Granted using(UsedTokenPlace place) {
      return new Granted(role, grant, checks, proof, and(uses, place));
    }

    @Override
    public Granted with(LoginCheck last) {
      return new Granted(role, grant, and(checks, last), proof, uses);
    }

    Granted inGroups(List<GroupId> groups) {
      return new Granted(
          role, grant.inGroups(groups.stream().map(GroupId::value).toList()), checks, proof, uses);
    }
  }

  /**
   * Refused, for at least one reason.
   *
   * @param denials every reason
   * @param told the reasons that the caller reads
   * @param checks all checks
   * @param principal whose token it is; empty when the token was not accepted
   */
  record Refused(
      List<Denial> denials,
      List<Denial> told,
      List<LoginCheck> checks,
      Optional<PrincipalId> principal)
      implements LoginOutcome {

    public Refused {
      denials = List.copyOf(denials);
      told = List.copyOf(told);
      checks = List.copyOf(checks);
      Objects.requireNonNull(principal, "principal");
    }

    /** A refusal whose principal is added later. */
    Refused(List<Denial> denials, List<Denial> told, List<LoginCheck> checks) {
      this(denials, told, checks, Optional.empty());
    }

    @Override
    public Refused with(LoginCheck last) {
      return new Refused(denials, told, and(checks, last), principal);
    }
  }

  /**
   * Neither granted nor refused: Azure could not be reached.
   *
   * @param refusal for the caller
   * @param why what Azure answered, for the operator
   * @param checks all checks; those that could not be made are skipped
   */
  record Undecided(Refusal refusal, String why, List<LoginCheck> checks) implements LoginOutcome {

    public Undecided {
      Objects.requireNonNull(refusal, "refusal");
      Objects.requireNonNull(why, "why");
      checks = List.copyOf(checks);
    }

    @Override
    public Undecided with(LoginCheck last) {
      return withChecks(and(checks, last));
    }

    /** The same with all checks in place of its own. */
    Undecided withChecks(List<LoginCheck> all) {
      return new Undecided(refusal, why, all);
    }
  }

  private static <T> List<T> and(List<T> some, T last) {
    List<T> all = new ArrayList<>(some);
    all.add(last);
    return all;
  }
}
