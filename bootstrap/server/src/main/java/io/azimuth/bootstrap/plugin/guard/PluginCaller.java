package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.domain.network.ClientNetwork;
import io.azimuth.spi.route.CallInput;

/**
 * For whom a plugin works: callers without a token wait for other threads than those with one, so
 * that strangers cannot keep them out.
 *
 * @param known whether it has a valid token
 * @param client where it is; clients take turns
 */
record PluginCaller(boolean known, ClientNetwork client) {

  /** Somebody with a token, wherever it is. */
  static final PluginCaller KNOWN = new PluginCaller(true, new ClientNetwork(0, false));

  /** Who makes the call. */
  static PluginCaller of(CallInput call) {
    return new PluginCaller(
        call.caller().isPresent(), ClientNetwork.of(call.request().client().address()));
  }
}
