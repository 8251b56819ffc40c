/** When a machine that holds tokens counts as gone. Pure. */
package io.azimuth.domain.azure.watch;
