package io.azimuth.azure.login.outcome;

import io.azimuth.azure.grace.ProofToKeep;
import io.azimuth.azure.replay.UsedTokenRecordName;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.login.LoginGrant;
import io.azimuth.domain.azure.login.LoginStep;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.login.CheckOutcome;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.spi.api.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The outcome of a login, with every check that was made. */
public sealed interface LoginOutcome {

  /** The outcome of a login that the policy decided under that role. */
  static LoginOutcome of(AzureRole role, LoginStep.Decided step) {
    return step instanceof LoginStep.Granted granted
        ? new Granted(role, granted.grant(), granted.checks(), List.of(), List.of())
        : new Refused(((LoginStep.Refused) step).disclosed(), step.checks());
  }

  /** Every check, in the order in which they were made. */
  List<LoginCheck> checks();

  /** The same with all checks in place of its own. */
  LoginOutcome withChecks(List<LoginCheck> all);

  /** The same after these checks. */
  default LoginOutcome after(List<LoginCheck> before) {
    return withChecks(Stream.concat(before.stream(), checks().stream()).toList());
  }

  /** The same with one more check. */
  default LoginOutcome with(LoginCheck last) {
    return withChecks(Stream.concat(checks().stream(), Stream.of(last)).toList());
  }

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
   * @param proofs what of Azure's answers the login keeps for an outage
   * @param uses where the login keeps what it used up: its token, if the role takes tokens once,
   *     and the nonces of its attested document and of its attestation
   */
  record Granted(
      AzureRole role,
      LoginGrant grant,
      List<LoginCheck> checks,
      List<ProofToKeep> proofs,
      List<UsedTokenRecordName> uses)
      implements LoginOutcome {

    public Granted {
      Objects.requireNonNull(role, "role");
      Objects.requireNonNull(grant, "grant");
      checks = List.copyOf(checks);
      proofs = List.copyOf(proofs);
      uses = List.copyOf(uses);
    }

    @Override
    public Granted withChecks(List<LoginCheck> all) {
      return new Granted(role, grant, all, proofs, uses);
    }

    /** This grant, marked in its token as resting on facts from before an outage. */
    public Granted byGrace() {
      return new Granted(role, grant.byGrace(), checks, proofs, uses);
    }

    /** This grant, which keeps that proof, too. */
    public Granted keeping(Optional<ProofToKeep> kept) {
      List<ProofToKeep> all = Stream.concat(proofs.stream(), kept.stream()).toList();
      return new Granted(role, grant, checks, all, uses);
    }

    /** This grant, which uses what has that place up, too. */
    public Granted using(UsedTokenRecordName place) {
      List<UsedTokenRecordName> all = Stream.concat(uses.stream(), Stream.of(place)).toList();
      return new Granted(role, grant, checks, proofs, all);
    }

    /** This grant to a principal that is in these groups. */
    public Granted inGroups(List<GroupId> groups) {
      List<String> ids = groups.stream().map(GroupId::value).toList();
      return new Granted(role, grant.inGroups(ids), checks, proofs, uses);
    }
  }

  /**
   * Refused, for at least one reason.
   *
   * @param disclosed the reasons that the caller reads
   * @param checks all checks; those that failed have every reason
   */
  record Refused(List<Denial> disclosed, List<LoginCheck> checks) implements LoginOutcome {

    public Refused {
      disclosed = List.copyOf(disclosed);
      checks = List.copyOf(checks);
    }

    @Override
    public Refused withChecks(List<LoginCheck> all) {
      return new Refused(disclosed, all);
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
    public Undecided withChecks(List<LoginCheck> all) {
      return new Undecided(refusal, why, all);
    }
  }
}
