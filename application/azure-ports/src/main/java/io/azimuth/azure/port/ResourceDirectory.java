package io.azimuth.azure.port;

import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.fleet.MachineGroup;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.rights.AzureScope;
import io.azimuth.domain.azure.rights.Grants;
import java.time.Duration;

/**
 * Reads resources from Azure Resource Manager, once per call: no cache, and no sharing of running
 * calls. Safe for use by many threads.
 */
public interface ResourceDirectory {

  /** How many subscriptions are returned at most. */
  int MAX_SUBSCRIPTIONS = 64;

  /** Why a directory refuses that knows nothing of rights. */
  String NO_RIGHTS = "this directory does not tell what the server may do";

  /**
   * What Azure returns for the resource: a virtual machine, a scale set, a user-assigned identity,
   * or any other resource by its id. The id of the answer equals the requested one. Absent only
   * when Azure itself answers so: what a proxy on the way answers in its place is {@link
   * DirectoryAnswer.Down}. The host, redirects, pages and sizes of Azure's answers are limited.
   * Blocks at most for the limit.
   */
  DirectoryAnswer find(DirectoryAccess access, ResourceId id, Duration limit);

  /**
   * The same for a machine that a login found before, and whose tokens are at stake: absent only
   * when Azure answers that this very resource does not exist, and not only its type. Failures are
   * not logged one by one.
   */
  default DirectoryAnswer findAgain(DirectoryAccess access, ResourceId id, Duration limit) {
    return find(access, id, limit);
  }

  /**
   * Whether this server itself is so slow now that a call whose time ran out proves nothing about
   * Azure. May take some tenths of a second.
   */
  default boolean lags() {
    return false;
  }

  /** Whether {@link #list} asks Azure; else machines are read one by one. */
  default boolean canList() {
    return false;
  }

  /**
   * The machines of a group, as the provider of their type lists them: what was written before the
   * call is in the answer, unlike in Azure Resource Graph, whose index follows later. At most
   * {@link io.azimuth.domain.azure.fleet.GroupTraffic#MAX_PAGES} pages are read; the host and the
   * path of the next page and the sizes of Azure's answers are limited. Blocks at most for the
   * limit, and then returns the pages that it has.
   */
  default MachineList list(DirectoryAccess access, MachineGroup group, Duration limit) {
    return MachineList.none(new DirectoryAnswer.Unusable("this directory lists no machines"));
  }

  /**
   * Whether Resource Manager is available: signs in and makes a call that needs no role assignment.
   * Blocks at most for the limit.
   *
   * @return done with the time that the answer took
   */
  default AzureAnswer<Duration> probe(DirectoryAccess access, Duration limit) {
    return new AzureAnswer.Unavailable<>("this directory cannot be probed", Duration.ZERO);
  }

  /**
   * What the server's own identity may do at that place, rights that it inherits included; every
   * identity may ask. Blocks at most for the limit.
   *
   * @return refused where Azure does not return it, or where the tenant of the access has no such
   *     place
   */
  default AzureAnswer<Grants> rights(DirectoryAccess access, AzureScope place, Duration limit) {
    return new AzureAnswer.Refused<>(NO_RIGHTS);
  }

  /**
   * The subscriptions in which the server's own identity has any right, {@link #MAX_SUBSCRIPTIONS}
   * at most. Blocks at most for the limit.
   */
  default AzureAnswer<SubscriptionList> subscriptions(DirectoryAccess access, Duration limit) {
    return new AzureAnswer.Refused<>(NO_RIGHTS);
  }

  /**
   * Does in advance the work that the first call would wait for, without a call to Azure. Takes
   * seconds of processor time; call it in the background.
   */
  default void prepare() {}
}
