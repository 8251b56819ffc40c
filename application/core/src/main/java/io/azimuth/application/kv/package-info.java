/** The secrets engine {@code kv}: KV v1, KV v2, and the upgrade from one to the other. */
package io.azimuth.application.kv;
