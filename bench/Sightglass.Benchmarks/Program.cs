using BenchmarkDotNet.Running;

// dotnet run -c Release --project bench/Sightglass.Benchmarks -- --filter '*'
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
