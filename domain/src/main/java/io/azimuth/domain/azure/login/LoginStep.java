package io.azimuth.domain.azure.login;

import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.login.LoginCheck;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** The state of a login after a step of {@link LoginPolicy}, with all checks made so far. */
public sealed interface LoginStep {

  /** Every check so far, in the order in which they were made. */
  List<LoginCheck> checks();

  /** Calls the function of the case that this is. */
  default <R> R fold(
      Function<Refused, R> onRefused,
      Function<Granted, R> onGranted,
      Function<NeedsResource, R> onNeedsResource,
      Function<NeedsGroups, R> onNeedsGroups) {
    if (this instanceof Refused refused) {
      return onRefused.apply(refused);
    }
    if (this instanceof Granted granted) {
      return onGranted.apply(granted);
    }
    return this instanceof NeedsResource resource
        ? onNeedsResource.apply(resource)
        : onNeedsGroups.apply((NeedsGroups) this);
  }

  /** The login ends here. */
  sealed interface Decided extends LoginStep {}

  /**
   * The login is refused.
   *
   * @param denials every reason that was found; at least one
   * @param disclosed the reasons that the caller reads
   */
  record Refused(List<Denial> denials, List<Denial> disclosed, List<LoginCheck> checks)
      implements Decided {

    public Refused {
      denials = List.copyOf(denials);
      disclosed = List.copyOf(disclosed);
      checks = List.copyOf(checks);
      if (denials.isEmpty() || disclosed.isEmpty()) {
        throw new IllegalArgumentException("a refusal has a reason");
      }
    }
  }

  /** The login is granted. */
  record Granted(LoginGrant grant, List<LoginCheck> checks) implements Decided {

    public Granted {
      Objects.requireNonNull(grant, "grant");
      checks = List.copyOf(checks);
    }
  }

  /**
   * Every check on claims passed; the others need what Azure returns for the resource.
   *
   * @param pending the login to continue with {@link LoginPolicy#resume(PendingLogin,
   *     io.azimuth.domain.azure.evidence.ResourceAnswer)}
   */
  record NeedsResource(PendingLogin pending) implements LoginStep {

    public NeedsResource {
      Objects.requireNonNull(pending, "pending");
    }

    /** The resource to ask Azure for. */
    public ResourceId resource() {
      return pending.resource();
    }

    @Override
    public List<LoginCheck> checks() {
      return pending.checks();
    }
  }

  /**
   * The token does not list the groups that the role binds, and no other check failed.
   *
   * @param pending the login to continue with {@link LoginPolicy#resume(PendingGroups,
   *     java.util.Set)}
   */
  record NeedsGroups(PendingGroups pending) implements LoginStep {

    public NeedsGroups {
      Objects.requireNonNull(pending, "pending");
    }

    @Override
    public List<LoginCheck> checks() {
      return pending.refusal().checks();
    }
  }
}
