#!/usr/bin/env bash
# Makes the pictures of the page anew, of this machine as it is now: some minutes of it, in both themes, on a desk and on
# a phone. Needs chromium and Node.
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet build tests/Sightglass.Page.Tests -c Release -v quiet -clp:ErrorsOnly
SIGHTGLASS_PICTURES="$PWD/docs/pictures" artifacts/bin/Sightglass.Page.Tests/release/Sightglass.Page.Tests \
  -noColor -class '*PictureTests'
