/** What the build wrote down about itself. */
package io.azimuth.bootstrap.build;
