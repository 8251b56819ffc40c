/** Tests of {@code sys/} through the gateway. */
package io.azimuth.application.backend.sys;
