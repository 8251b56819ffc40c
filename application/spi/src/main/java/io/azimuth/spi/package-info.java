/**
 * The interfaces that a plugin implements and the services that it receives. Plugins are found by
 * {@link java.util.ServiceLoader}; the server's own adapters are loaded the same way.
 *
 * <p>What holds for every interface of this package and those below it, unless its comment differs:
 *
 * <ul>
 *   <li><b>Threads.</b> The server calls factories from one thread, one call at a time. It calls
 *       everything else from many threads at once. Objects that the server hands out for one
 *       request (a call, a transaction) are for one thread at a time and are not kept after it; all
 *       other services are safe for use by many threads.
 *   <li><b>Blocking.</b> A handler, an existence check and a callback of a stage never wait: not
 *       for the network, not for a disk, not for a lock that somebody may hold while he waits. What
 *       has to wait returns an {@link io.azimuth.spi.remote.Awaited}. A method may block only where
 *       its comment allows it.
 *   <li><b>Deadlines.</b> A request has one {@link io.azimuth.spi.remote.Deadline} for all that it
 *       waits for. A call to another system ends by then, whatever the caller's own limit. The
 *       server waits for code of a plugin's jar ten seconds at most, or as long as the request has
 *       left, each time that it runs; for the methods of {@link io.azimuth.spi.MountPlugin} as long
 *       as their comments say. Then it interrupts the thread and goes on without the code: a
 *       request is answered with 503. A mount at which that happens again and again is refused for
 *       a while.
 *   <li><b>Errors.</b> An expected refusal is a {@link io.azimuth.spi.api.RefusedException}; its
 *       sentence is for the caller. A fault is a {@link io.azimuth.domain.error.ServiceException};
 *       its detail is for the log. Neither contains a secret. Anything else that a plugin throws is
 *       a defect: the request is answered with 500, and the log has the class of the exception and
 *       not its message. No method takes or returns null.
 *   <li><b>Growth.</b> Versions are semantic. Within a major version nothing is removed and no
 *       meaning changes; before 1.0 that holds within a minor version. An interface that plugins
 *       implement gets default methods only. An interface or record that only the server makes may
 *       get further methods and components: do not implement or construct it outside of tests. An
 *       enum may get further constants, so a {@code switch} over one needs a default.
 * </ul>
 */
package io.azimuth.spi;
