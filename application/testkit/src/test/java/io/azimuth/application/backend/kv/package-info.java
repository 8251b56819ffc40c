/** Tests of KV v2 through the gateway. */
package io.azimuth.application.backend.kv;
