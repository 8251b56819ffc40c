package io.azimuth.azure.login;

import io.azimuth.azure.directory.CachedAnswer;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.login.LoginGrant;
import io.azimuth.domain.azure.login.check.Check;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.spi.api.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** How a login ended, with every check that was made. */
sealed interface LoginOutcome {

  /** Every check, in the order in which they were made. */
  List<Check> checks();

  /**
   * Granted.
   *
   * @param role that it was granted under
   * @param grant what it is worth
   * @param checks all of them
   * @param source how the facts of the resource are known, where any were needed
   */
  record Granted(
      AzureRole role, LoginGrant grant, List<Check> checks, Optional<CachedAnswer.Source> source)
      implements LoginOutcome {

    public Granted {
      Objects.requireNonNull(role, "role");
      Objects.requireNonNull(grant, "grant");
      checks = List.copyOf(checks);
      Objects.requireNonNull(source, "source");
    }

    /** The same for a member of these groups. */
    Granted inGroups(Set<GroupId> groups) {
      return new Granted(
          role, grant.inGroups(groups.stream().map(GroupId::value).toList()), checks, source);
    }
  }

  /** Refused, for at least one reason. */
  record Refused(List<Denial> denials, List<Check> checks) implements LoginOutcome {

    public Refused {
      denials = List.copyOf(denials);
      checks = List.copyOf(checks);
    }
  }

  /**
   * Neither: Azure could not be asked.
   *
   * @param refusal for the caller
   * @param checks those that were made, the others as skipped
   */
  record Undecided(Refusal refusal, List<Check> checks) implements LoginOutcome {

    public Undecided {
      Objects.requireNonNull(refusal, "refusal");
      checks = List.copyOf(checks);
    }
  }
}
